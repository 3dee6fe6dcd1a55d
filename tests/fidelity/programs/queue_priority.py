# PriorityQueue keeps a heap: equal priorities compare their data.
import asyncio


async def producer(queue):
    for item in [(3, "c"), (1, "z"), (2, "b"), (1, "a"), (3, "a")]:
        await queue.put(item)
        await asyncio.sleep(0)


async def consumer(queue):
    await asyncio.sleep(1)
    while not queue.empty():
        print(queue._queue)
        print(await queue.get())


async def main():
    queue = asyncio.PriorityQueue(maxsize=4)
    await asyncio.gather(producer(queue), consumer(queue))
    await queue.put((1, {}))
    try:
        await queue.put((1, {}))
    except TypeError as error:
        print(error)


asyncio.run(main())
