# A task that only sleeps says where in asyncio.sleep() it is; a program may look into its loop.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(asyncio.sleep(1))
    print(task, len(loop._ready))
    await asyncio.sleep(0)
    print(task)
    task.cancel()
    print(task)
    await asyncio.wait([task])
    print(task)
    task = asyncio.create_task(asyncio.sleep(0))
    await task
    print(task)
    asyncio.BaseEventLoop.marker = 5
    print(loop.marker)
    del asyncio.BaseEventLoop.marker


asyncio.run(main())
