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


async def async_generator():
    for i in range(2):
        await asyncio.sleep(0.5)
        yield i


async def main():
    async for i in ticks("first"):
        print("tick", i)
        if i == 2:
            break
    print("after the loop")

    second = ticks("second")
    print("one value:", await anext(second))
    await second.aclose()

    async for value in async_generator():
        print("value:", value)

    third = ticks("third")
    print("one value:", await anext(third))
    print("main ends")
    return third


loop = asyncio.new_event_loop()
left_open = loop.run_until_complete(main())
loop.run_until_complete(loop.shutdown_asyncgens())
loop.close()
