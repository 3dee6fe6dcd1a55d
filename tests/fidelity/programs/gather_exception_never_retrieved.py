# gather that has ended retrieves later exceptions; one that nobody awaits reports its own.
import asyncio


async def bad(delay):
    await asyncio.sleep(delay)
    raise ValueError(delay)


async def main():
    try:
        await asyncio.gather(bad(1), bad(1), bad(2))
    except ValueError as error:
        print(error)
    future = asyncio.gather(bad(1))
    await asyncio.sleep(2)
    print(future.done())


asyncio.run(main())
print("end")
