import asyncio


async def work():
    await asyncio.sleep(0.3)


async def main():
    for i in range(4):
        print("tick", i)
        await work()
        await asyncio.sleep(1)


asyncio.run(main())
