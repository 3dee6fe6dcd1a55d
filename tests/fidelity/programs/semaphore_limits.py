# No more than three at a time, in order of arrival.
import asyncio


async def worker(number, semaphore):
    async with semaphore:
        print(asyncio.get_running_loop().time(), number, "in")
        await asyncio.sleep(1 + number % 2)
    print(asyncio.get_running_loop().time(), number, "out")


async def main():
    semaphore = asyncio.Semaphore(3)
    await asyncio.gather(*(worker(number, semaphore) for number in range(8)))
    print(repr(semaphore).partition("[")[2])


asyncio.run(main())
