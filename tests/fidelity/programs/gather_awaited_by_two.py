# Two tasks await one gather.
import asyncio


async def work(number):
    await asyncio.sleep(number)
    return number


async def waiter(name, together):
    print(name, await together)


async def main():
    together = asyncio.gather(work(1), work(2))
    await asyncio.gather(waiter("a", together), waiter("b", together))
    print(together)


asyncio.run(main())
