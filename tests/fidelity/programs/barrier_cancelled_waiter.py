# One of those who wait is cancelled: the barrier needs one more again.
import asyncio


async def runner(name, barrier):
    try:
        print(name, await barrier.wait())
    except asyncio.CancelledError:
        print(name, "cancelled", barrier.n_waiting)
        raise


async def main():
    barrier = asyncio.Barrier(3)
    tasks = [asyncio.create_task(runner(name, barrier)) for name in "abcd"[:2]]
    await asyncio.sleep(1)
    print(barrier.n_waiting)
    tasks[0].cancel()
    await asyncio.sleep(1)
    print(barrier.n_waiting)
    tasks += [asyncio.create_task(runner(name, barrier)) for name in "cde"]
    done, pending = await asyncio.wait(tasks, timeout=5)
    print(len(done), len(pending), barrier.n_waiting)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)


asyncio.run(main())
