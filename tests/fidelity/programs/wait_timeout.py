# A timeout doesn't cancel; 0 gives those that are done already a chance.
import asyncio


async def job(name, delay):
    await asyncio.sleep(delay)
    print(name, "done")
    return name


async def main():
    loop = asyncio.get_running_loop()
    tasks = [asyncio.create_task(job(n, d), name=n) for n, d in (("a", 1), ("b", 3), ("c", 2))]
    for timeout in (0, 1.5, 0.5, -1, 10):
        done, pending = await asyncio.wait(tasks, timeout=timeout)
        print(loop.time(), timeout, sorted(t.get_name() for t in done), len(pending))


asyncio.run(main())
