# as_completed() gives results in the order in which they come; ties by the order of their ends.
import asyncio


async def job(name, delay):
    await asyncio.sleep(delay)
    return name


async def main():
    jobs = [job("slow", 3), job("tie one", 1), job("tie two", 1), job("middle", 2)]
    for earliest in asyncio.as_completed(jobs):
        print(await earliest, asyncio.get_running_loop().time())


asyncio.run(main())
