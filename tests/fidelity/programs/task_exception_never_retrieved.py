# An exception that nobody retrieves is reported when its task is freed.
import asyncio


async def bad():
    raise ValueError("nobody looks")


async def main():
    asyncio.create_task(bad())
    await asyncio.sleep(1)
    print("main ends")


asyncio.run(main())
