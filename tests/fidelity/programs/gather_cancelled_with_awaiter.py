# Cancelling the task that awaits a gather cancels the children through it.
import asyncio


async def work(name):
    try:
        await asyncio.sleep(10)
    finally:
        print(name, "ends")


async def group():
    await asyncio.gather(work("a"), work("b"), work("c"), return_exceptions=True)
    print("not reached")


async def main():
    task = asyncio.create_task(group())
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("group cancelled")


asyncio.run(main())
