import asyncio


async def eat(name, first, second):
    async with first:
        print(name, "has one fork")
        await asyncio.sleep(1)
        async with second:
            print(name, "eats")
            await asyncio.sleep(1)


async def main():
    left = asyncio.Lock()
    right = asyncio.Lock()
    try:
        async with asyncio.timeout(10):
            await asyncio.gather(eat("Ada", left, right), eat("Bob", left, right))
        print("both are full")
    except TimeoutError:
        print("both are still hungry")


asyncio.run(main())
