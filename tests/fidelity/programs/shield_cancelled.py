# What is shielded goes on when its awaiter is cancelled.
import asyncio


async def work():
    await asyncio.sleep(2)
    print("work is done")
    return "work"


async def awaiter(task):
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        print("awaiter cancelled", task.cancelled(), task)
        raise


async def main():
    task = asyncio.create_task(work())
    waiting = asyncio.create_task(awaiter(task))
    await asyncio.sleep(1)
    print(waiting)
    waiting.cancel()
    try:
        await waiting
    except asyncio.CancelledError:
        print("cancelled")
    print(await task, waiting.cancelled())


asyncio.run(main())
