# Generators that feed each other, with aclosing() and comprehensions.
import asyncio
import contextlib


async def ticks(count):
    try:
        for number in range(count):
            await asyncio.sleep(0.5)
            yield number
    finally:
        print("ticks end")


async def squares(source):
    async with contextlib.aclosing(source):
        async for number in source:
            yield number * number


async def main():
    print([value async for value in squares(ticks(4)) if value % 2 == 0])
    async with contextlib.aclosing(squares(ticks(10))) as values:
        async for value in values:
            print(value)
            if value > 3:
                break
    print({value: value * 2 async for value in ticks(2)}, sum([value async for value in ticks(3)]))
    nested = [[a async for a in ticks(b)] async for b in ticks(3)]
    print(nested)


asyncio.run(main())
