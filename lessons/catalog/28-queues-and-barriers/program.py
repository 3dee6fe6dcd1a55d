import asyncio


async def produce(queue):
    for i in range(4):
        await queue.put(i)
        print("put", i, "size", queue.qsize())


async def consume(name, queue, start):
    await start.wait()
    while True:
        item = await queue.get()
        await asyncio.sleep(1)
        print(name, "did", item)
        queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=2)
    start = asyncio.Barrier(3)
    workers = [asyncio.create_task(consume(n, queue, start), name=n) for n in "AB"]
    producer = asyncio.create_task(produce(queue), name="producer")
    await asyncio.sleep(1)
    print("start", await start.wait() >= 0)
    await producer
    await queue.join()
    for worker in workers:
        worker.cancel()
    print("all done")


asyncio.run(main())
