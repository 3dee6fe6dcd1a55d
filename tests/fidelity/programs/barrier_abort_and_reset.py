# abort() and reset() while tasks wait.
import asyncio


async def runner(name, barrier):
    try:
        print(name, await barrier.wait())
    except asyncio.BrokenBarrierError as error:
        print(name, type(error).__name__, error)


async def main():
    barrier = asyncio.Barrier(3)
    tasks = [asyncio.create_task(runner(name, barrier)) for name in "ab"]
    await asyncio.sleep(1)
    await barrier.reset()
    print(repr(barrier).partition("[")[2])
    await asyncio.gather(*tasks)
    print(repr(barrier).partition("[")[2])
    await asyncio.gather(*(runner(name, barrier) for name in "cde"))

    tasks = [asyncio.create_task(runner(name, barrier)) for name in "fg"]
    await asyncio.sleep(1)
    await barrier.abort()
    print(barrier.broken, repr(barrier).partition("[")[2])
    await asyncio.gather(*tasks)
    await runner("h", barrier)
    await barrier.reset()
    print(barrier.broken)
    try:
        asyncio.Barrier(0)
    except ValueError as error:
        print(error)


asyncio.run(main())
