# With a timeout, each of those that are missing raises TimeoutError; their tasks run on.
import asyncio


async def job(name, delay):
    await asyncio.sleep(delay)
    print(name, "ends")
    return name


async def main():
    jobs = [job("a", 1), job("b", 2), job("c", 3)]
    for earliest in asyncio.as_completed(jobs, timeout=1.5):
        try:
            print(await earliest)
        except TimeoutError as error:
            print("timeout", repr(error), asyncio.get_running_loop().time())
    await asyncio.sleep(5)
    for earliest in asyncio.as_completed([asyncio.create_task(job("d", 1))], timeout=9):
        print(await earliest)


asyncio.run(main())
