# gather's results are in the order of its arguments, whoever is first.
import asyncio


async def work(name, delay):
    await asyncio.sleep(delay)
    print("done", name)
    return name


async def main():
    print(await asyncio.gather(work("a", 3), work("b", 1), work("c", 2)))


asyncio.run(main())
