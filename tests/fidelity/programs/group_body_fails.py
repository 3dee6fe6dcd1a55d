# The body raises: its error is last among those of the group.
import asyncio


async def job(error=None):
    try:
        await asyncio.sleep(1)
    finally:
        print("job ends")
        if error:
            raise error


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(job())
            group.create_task(job(KeyError("of a task")))
            await asyncio.sleep(0)
            raise ZeroDivisionError("of the body")
    except* KeyError as errors:
        print("keys:", errors.exceptions)
    except* ZeroDivisionError as errors:
        print("zeros:", errors.exceptions)
    print("after")


asyncio.run(main())
