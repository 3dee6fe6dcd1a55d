# The parent is cancelled again and again while its children take their time.
import asyncio


async def child():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("child cancelled at", asyncio.get_running_loop().time())
        await asyncio.sleep(5)
        print("child ends at", asyncio.get_running_loop().time())
        raise


async def parent():
    async with asyncio.TaskGroup() as group:
        group.create_task(child())


async def main():
    task = asyncio.create_task(parent())
    for message in ("one", "two", "three"):
        await asyncio.sleep(1)
        task.cancel(message)
    try:
        await task
    except asyncio.CancelledError as error:
        print(error.args, task.cancelling(), asyncio.get_running_loop().time())


asyncio.run(main())
