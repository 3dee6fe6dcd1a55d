# Twelve tasks that sleep to the same moment wake in heapq's order.
import asyncio


async def sleeper(number):
    await asyncio.sleep(1)
    print(number, end=" ")


async def main():
    await asyncio.gather(*[sleeper(number) for number in range(12)])
    print()


asyncio.run(main())
