# Logs with the time of each record, as a graceful shutdown shows them
import asyncio
import logging
import signal
import sys

logging.basicConfig(
    level=logging.INFO,
    stream=sys.stdout,
    format="%(asctime)s,%(msecs)03d %(levelname)s: %(message)s",
    datefmt="%H:%M:%S",
)


async def publish(queue):
    for number in range(100):
        await queue.put(number)
        logging.info("published %s", number)
        await asyncio.sleep(0.5)


async def consume(queue):
    while True:
        number = await queue.get()
        logging.info("consumed %s", number)
        asyncio.create_task(restart(number))


async def restart(number):
    await asyncio.sleep(0.75)
    if number == 1:
        raise ValueError(f"could not restart {number}")
    logging.info("restarted %s", number)


async def shutdown(loop):
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    logging.info("cancelling %d tasks", len(tasks))
    for task in tasks:
        task.cancel()
    print(await asyncio.gather(*tasks, return_exceptions=True))
    loop.stop()


def handle(loop, context):
    logging.error("caught: %s", context.get("exception", context["message"]))
    asyncio.create_task(shutdown(loop))


loop = asyncio.new_event_loop()
for number in (signal.SIGHUP, signal.SIGTERM):
    loop.add_signal_handler(number, lambda: asyncio.create_task(shutdown(loop)))
loop.set_exception_handler(handle)
queue = asyncio.Queue()
try:
    loop.create_task(publish(queue))
    loop.create_task(consume(queue))
    loop.run_forever()
finally:
    loop.close()
    logging.info("closed")
