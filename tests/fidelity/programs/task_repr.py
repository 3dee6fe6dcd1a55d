# repr of tasks and futures in every state.
import asyncio


async def work(delay):
    await asyncio.sleep(delay)
    return "value"


async def bad():
    raise ValueError("bad")


async def main():
    task = asyncio.create_task(work(1))
    print(repr(task))
    await asyncio.sleep(0)
    print(repr(task))
    await task
    print(repr(task))
    failed = asyncio.create_task(bad())
    try:
        await failed
    except ValueError:
        print(repr(failed))
    cancelled = asyncio.create_task(work(1))
    cancelled.cancel()
    try:
        await cancelled
    except asyncio.CancelledError:
        print(repr(cancelled))
    future = asyncio.get_running_loop().create_future()
    print(repr(future))
    future.set_result([1, 2])
    print(repr(future))


asyncio.run(main())
