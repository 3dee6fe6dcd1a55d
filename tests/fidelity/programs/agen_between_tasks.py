# One asynchronous generator, two tasks; asend, athrow, aclose.
import asyncio


async def numbers():
    received = None
    try:
        for number in range(10):
            await asyncio.sleep(0.1)
            try:
                received = yield number if received is None else (number, received)
            except ValueError as error:
                print("thrown", error)
                received = "after throw"
    finally:
        await asyncio.sleep(0.1)
        print("closed")


async def take(name, generator, count):
    for _ in range(count):
        try:
            print(name, await anext(generator))
        except RuntimeError as error:
            print(name, error)
        await asyncio.sleep(0)


async def main():
    generator = numbers()
    await asyncio.gather(take("a", generator, 2), take("b", generator, 2))
    print(await generator.asend("hello"), await generator.athrow(ValueError("oops")))
    await generator.aclose()
    await generator.aclose()
    try:
        await anext(generator)
    except StopAsyncIteration:
        print("exhausted", await anext(generator, "default"))
    async for number in numbers():
        if number == 1:
            break
    print("left")


asyncio.run(main())
