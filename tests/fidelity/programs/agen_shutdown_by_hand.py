# shutdown_asyncgens() by hand; generators that begin after it draw a warning.
import asyncio


async def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("closed")


async def main():
    loop = asyncio.get_running_loop()
    first, second = numbers(), numbers()
    print(await anext(first), await anext(second))
    await loop.shutdown_asyncgens()
    try:
        await anext(first)
    except StopAsyncIteration:
        print("first is over")
    late = numbers()
    print(await anext(late))
    await late.aclose()


asyncio.run(main())
