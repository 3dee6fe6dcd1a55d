import asyncio


async def work():
    await asyncio.sleep(0.3)


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    for i in range(4):
        print("tick", i)
        await work()
        await asyncio.sleep(start + i + 1 - loop.time())


asyncio.run(main())
