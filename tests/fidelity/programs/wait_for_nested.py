# A wait_for() inside another; the inner one's timeout is an error like any other.
import asyncio


async def inner(timeout):
    try:
        await asyncio.wait_for(asyncio.sleep(10), timeout)
    except TimeoutError:
        print("inner timed out")
        raise


async def main():
    for inside, outside in ((1, 3), (3, 1), (2, 2)):
        try:
            await asyncio.wait_for(inner(inside), outside)
        except TimeoutError as error:
            print(inside, outside, asyncio.get_running_loop().time(), repr(error.__cause__))


asyncio.run(main())
