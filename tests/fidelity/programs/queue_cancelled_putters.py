# A putter that is cancelled while it waits, and one just after it was woken.
import asyncio


async def putter(item, queue):
    try:
        await queue.put(item)
        print("put", item)
    except asyncio.CancelledError:
        print(item, "not put")
        raise


async def main():
    queue = asyncio.Queue(1)
    tasks = [asyncio.create_task(putter(item, queue)) for item in "abcd"]
    await asyncio.sleep(0)
    print(str(queue))
    tasks[2].cancel()
    print(queue.get_nowait())
    tasks[1].cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(str(queue))
    print(await queue.get())
    await asyncio.sleep(0)
    print(await asyncio.gather(*tasks, return_exceptions=True))


asyncio.run(main())
