# Sleepers in step, over several rounds: the order of each round follows from the one before.
import asyncio


async def sleeper(number):
    for _ in range(4):
        await asyncio.sleep(0.5)
        print(number, end=" ")


async def main():
    await asyncio.gather(*(sleeper(number) for number in range(7)))
    print()


asyncio.run(main())
