# join() waits until every item was reported done.
import asyncio


async def worker(name, queue):
    while True:
        delay = await queue.get()
        await asyncio.sleep(delay)
        queue.task_done()
        print(name, "slept", delay, "at", asyncio.get_running_loop().time())


async def main():
    queue = asyncio.Queue()
    for delay in (0.5, 0.25, 1, 0.75, 0.5):
        queue.put_nowait(delay)
    print(queue, queue._unfinished_tasks)
    tasks = [asyncio.create_task(worker(f"worker-{i}", queue)) for i in range(2)]
    await queue.join()
    print("joined at", asyncio.get_running_loop().time())
    await queue.join()
    for task in tasks:
        task.cancel()
    print(await asyncio.gather(*tasks, return_exceptions=True))
    try:
        queue.task_done()
    except ValueError as error:
        print(error)


asyncio.run(main())
