# time.sleep() in the loop's own thread stops the loop, and not the other threads. [text only]
import asyncio
import time


def in_thread():
    for step in range(3):
        time.sleep(0.16)
        print("thread", step)


async def ticker():
    for tick in range(3):
        await asyncio.sleep(0.12)
        print("tick", tick)


async def main():
    thread = asyncio.create_task(asyncio.to_thread(in_thread))
    ticks = asyncio.create_task(ticker())
    await asyncio.sleep(0.04)
    time.sleep(0.8)
    print("main is awake")
    await asyncio.gather(thread, ticks)


asyncio.run(main())
