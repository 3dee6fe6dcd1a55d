# A getter that is cancelled just after it was woken passes the item on.
import asyncio


async def getter(name, queue):
    try:
        print(name, "got", await queue.get())
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(getter(name, queue)) for name in "abc"]
    await asyncio.sleep(0)
    print(str(queue), len(queue._getters))
    queue.put_nowait(1)
    tasks[0].cancel()
    await asyncio.sleep(0)
    tasks[1].cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(str(queue))
    queue.put_nowait(2)
    await asyncio.sleep(0)
    print(await asyncio.gather(*tasks, return_exceptions=True))
    print(str(queue))


asyncio.run(main())
