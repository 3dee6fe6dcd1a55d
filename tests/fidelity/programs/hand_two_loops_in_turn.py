# Two loops run one after the other, each with its own tasks and clock readings.
import asyncio

first = asyncio.new_event_loop()
second = asyncio.new_event_loop()


async def work(name, delay):
    await asyncio.sleep(delay)
    print(name, asyncio.get_running_loop() is first)


second.run_until_complete(work("second", 1))
first.run_until_complete(work("first", 2))
second.run_until_complete(work("second again", 1))
print(first.time(), second.time())
first.close()
second.close()
