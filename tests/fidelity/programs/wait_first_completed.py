# FIRST_COMPLETED: two end in the same iteration, and both are among those that are done.
import asyncio


async def job(name, delay):
    await asyncio.sleep(delay)
    return name


async def main():
    tasks = [asyncio.create_task(job(n, d), name=n) for n, d in (("a", 2), ("b", 1), ("c", 1))]
    pending = tasks
    while pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        print(sorted(task.get_name() for task in done), len(pending))
        print(asyncio.get_running_loop().time(), type(done), type(pending))


asyncio.run(main())
