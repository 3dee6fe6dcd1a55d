import asyncio


async def no_wait():
    return "no wait at all"


async def ticker():
    for i in range(3):
        print("tick", i)
        await asyncio.sleep(1)


async def main():
    clock = asyncio.create_task(ticker())
    print(await no_wait())
    await asyncio.sleep(0)
    print("the ticker has begun")

    print("sum:", sum(range(1_000_000)))
    await asyncio.sleep(1.5)
    print("half past one")
    await clock


asyncio.run(main())
