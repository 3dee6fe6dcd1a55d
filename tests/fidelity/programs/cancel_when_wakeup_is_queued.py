# Cancelled in the moment in which its sleep is over: the wakeup delivers the cancellation.
import asyncio


async def work():
    try:
        await asyncio.sleep(1)
        print("slept")
        await asyncio.sleep(0)
        print("not reached")
    except asyncio.CancelledError:
        print("cancelled in time")
        raise


async def main():
    task = asyncio.create_task(work())
    loop = asyncio.get_running_loop()
    loop.call_later(1, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        print(loop.time())


asyncio.run(main())
