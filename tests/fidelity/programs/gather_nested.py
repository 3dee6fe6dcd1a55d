# gather of gathers.
import asyncio


async def work(number):
    await asyncio.sleep(number)
    return number


async def main():
    print(
        await asyncio.gather(
            asyncio.gather(work(1), work(2)),
            work(3),
            asyncio.gather(work(0.5), asyncio.gather(work(0), work(4))),
        )
    )


asyncio.run(main())
