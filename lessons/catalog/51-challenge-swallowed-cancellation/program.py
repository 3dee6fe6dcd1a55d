import asyncio


async def work():
    for i in range(5):
        try:
            await asyncio.sleep(1)
            print("round", i)
        except BaseException:
            print("something went wrong, next round")


async def main():
    worker = asyncio.create_task(work(), name="worker")
    await asyncio.sleep(2.5)
    worker.cancel()
    await asyncio.wait([worker])
    print("stopped")


asyncio.run(main())
