# wait_for(queue.get()): nothing is lost when time is up as an item comes.
import asyncio


async def main():
    queue = asyncio.Queue()
    try:
        await asyncio.wait_for(queue.get(), 0.5)
    except asyncio.TimeoutError:
        print("empty", queue.qsize())
    loop = asyncio.get_running_loop()
    loop.call_later(1, queue.put_nowait, "just in time")
    try:
        print(await asyncio.wait_for(queue.get(), 1))
    except asyncio.TimeoutError:
        print("late", queue.qsize())
    loop.call_later(0.5, queue.put_nowait, "early")
    print(await asyncio.wait_for(queue.get(), 1), queue)
    async with asyncio.timeout(None) as unlimited:
        queue.put_nowait(1)
        print(await queue.get(), unlimited.when())


asyncio.run(main())
