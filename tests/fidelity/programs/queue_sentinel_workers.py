# Workers on one queue, ended by sentinels.
import asyncio


async def worker(name, queue, results):
    while (item := await queue.get()) is not None:
        await asyncio.sleep(item / 10)
        results.append((name, item))
        queue.task_done()
    queue.task_done()
    print(name, "ends")


async def main():
    queue, results = asyncio.Queue(maxsize=2), []
    workers = [asyncio.create_task(worker(f"w{number}", queue, results)) for number in range(3)]
    for item in (3, 1, 2, 1, 1, 3):
        await queue.put(item)
    for _ in workers:
        await queue.put(None)
    await queue.join()
    await asyncio.gather(*workers)
    print(results, queue.empty())
    try:
        queue.task_done()
    except ValueError as error:
        print(error)


asyncio.run(main())
