# Cancelling a task that awaits another task cancels that one first.
import asyncio


async def inner():
    try:
        await asyncio.sleep(10)
    finally:
        print("inner ends")


async def outer(task):
    try:
        await task
    finally:
        print("outer ends")


async def main():
    task = asyncio.create_task(inner(), name="inner")
    waiting = asyncio.create_task(outer(task), name="outer")
    await asyncio.sleep(1)
    waiting.cancel("from main")
    try:
        await waiting
    except asyncio.CancelledError as error:
        print("cancelled", error.args)
    print(task.cancelled(), waiting.cancelled())


asyncio.run(main())
