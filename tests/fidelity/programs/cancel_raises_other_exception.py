# A task that answers a cancellation with another exception: __context__ tells of it.
import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as cancelled:
        raise ValueError("other") from cancelled


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel("why")
    try:
        await task
    except ValueError as error:
        print(repr(error), repr(error.__cause__), task.cancelled())


asyncio.run(main())
