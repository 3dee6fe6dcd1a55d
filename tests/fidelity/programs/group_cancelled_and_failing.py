# Cancelled from outside while a child fails: the errors win over the cancellation.
import asyncio


async def child():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise RuntimeError("child fails")


async def parent():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child())
    finally:
        print("parent", asyncio.current_task().cancelling())


async def main():
    task = asyncio.create_task(parent())
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except BaseException as error:
        print(repr(error))
    print(task.cancelled(), task.cancelling())


asyncio.run(main())
