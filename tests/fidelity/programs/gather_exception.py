# The first exception ends gather; the others run on.
import asyncio


async def good(delay):
    await asyncio.sleep(delay)
    print("good after", delay)
    return delay


async def bad(delay):
    await asyncio.sleep(delay)
    raise ValueError(f"bad after {delay}")


async def main():
    try:
        await asyncio.gather(good(1), bad(2), good(3), bad(4))
    except ValueError as error:
        print("caught", error)
    await asyncio.sleep(5)


asyncio.run(main())
