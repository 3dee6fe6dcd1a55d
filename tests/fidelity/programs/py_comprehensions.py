# List, dict and nested comprehensions, await inside of them.
import asyncio


async def double(number):
    await asyncio.sleep(0)
    return number * 2


async def main():
    print([await double(number) for number in range(4)])
    print({name: len(name) for name in ("a", "bb", "ccc") if name != "bb"})
    print([(row, column) for row in range(2) for column in "xy"])
    print([[column * row for column in range(3)] for row in range(3)])
    print(sorted({number % 3 for number in range(10)}))


asyncio.run(main())
