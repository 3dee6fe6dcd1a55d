# A queue with room for two: producer and consumer take turns.
import asyncio


async def producer(queue):
    for item in range(6):
        await queue.put(item)
        print("put", item, queue.qsize(), queue.full())


async def consumer(queue):
    for _ in range(6):
        item = await queue.get()
        print("got", item, queue.qsize(), queue.empty())
        await asyncio.sleep(item % 2)


async def main():
    queue = asyncio.Queue(maxsize=2)
    print(queue.maxsize, queue)
    await asyncio.gather(producer(queue), consumer(queue))


asyncio.run(main())
