# Sixty tasks with colliding deadlines.
import asyncio


async def work(number, results):
    await asyncio.sleep((number * 7919 % 101) / 10)
    await asyncio.sleep((number * 31 % 17) / 4)
    results.append(number)


async def main():
    results = []
    await asyncio.gather(*(work(number, results) for number in range(60)))
    print(results)


asyncio.run(main())
