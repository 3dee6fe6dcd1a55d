import asyncio


async def ticks(name):
    i = 0
    try:
        while True:
            await asyncio.sleep(1)
            i += 1
            yield i
    finally:
        print(name, "is closed")


async def main():
    async for i in ticks("first"):
        print("tick", i)
        if i == 2:
            break
    print("after the loop")

    second = ticks("second")
    print("one value:", await anext(second))
    await second.aclose()

    third = ticks("third")
    print("one value:", await anext(third))
    print("main ends")
    return third


left_open = asyncio.run(main())
