# Results that are exceptions or tuples come through unharmed.
import asyncio


async def give(value):
    await asyncio.sleep(0)
    return value


async def main():
    print(await give((1, 2)), await give(ValueError("as a value")), await give(None))
    task = asyncio.create_task(give(StopIteration(3)))
    print(repr(await task))


asyncio.run(main())
