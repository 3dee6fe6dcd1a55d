# random with a seed of 0: the same delays on both sides.
import asyncio
import random


async def work(name):
    delay = random.random()
    await asyncio.sleep(delay)
    print(name, f"{delay:.6f}", random.randint(1, 100))


async def main():
    await asyncio.gather(*(work(name) for name in "abcde"))


asyncio.run(main())
