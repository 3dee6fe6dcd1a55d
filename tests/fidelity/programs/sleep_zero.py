# sleep(0) is a bare yield: tasks take turns.
import asyncio


async def count(name, number):
    for step in range(number):
        print(name, step)
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(count("a", 3), count("b", 2), count("c", 4))


asyncio.run(main())
