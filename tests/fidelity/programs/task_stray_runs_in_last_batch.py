# A task that is created last of all still has its first step: it is queued before main's end is.
import asyncio


async def stray():
    print("stray runs")
    await asyncio.sleep(1)
    print("never printed")


async def main():
    asyncio.create_task(stray())
    print("main ends")


asyncio.run(main())
