# PriorityQueue with ties, LifoQueue, and getters that came first.
import asyncio


async def main():
    queue = asyncio.PriorityQueue()
    for item in ((2, "b"), (1, "z"), (1, "a"), (3, "c"), (0, "first")):
        queue.put_nowait(item)
    print([await queue.get() for _ in range(5)])
    stack = asyncio.LifoQueue(maxsize=2)

    async def put(value):
        await stack.put(value)
        print("put", value)

    putters = [asyncio.create_task(put(value)) for value in range(4)]
    await asyncio.sleep(0)
    print(stack.qsize(), stack.full(), [await stack.get() for _ in range(4)])
    await asyncio.gather(*putters)
    plain = asyncio.Queue()
    getters = [asyncio.create_task(plain.get()) for _ in range(3)]
    await asyncio.sleep(0)
    getters[0].cancel()
    for value in "ab":
        plain.put_nowait(value)
    print(await asyncio.gather(*getters, return_exceptions=True), plain)


asyncio.run(main())
