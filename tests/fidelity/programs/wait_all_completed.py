# wait() until all are done: results stay in the tasks, exceptions too.
import asyncio


async def job(delay, fails=False):
    await asyncio.sleep(delay)
    if fails:
        raise ValueError(delay)
    return delay


async def main():
    tasks = [asyncio.create_task(job(1)), asyncio.create_task(job(2, True))]
    tasks.append(asyncio.create_task(job(0.5)))
    done, pending = await asyncio.wait(tasks)
    print(len(done), pending, done == set(tasks))
    for task in tasks:
        print(task.exception() or task.result())


asyncio.run(main())
