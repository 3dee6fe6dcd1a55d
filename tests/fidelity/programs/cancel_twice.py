# Two requests before delivery are delivered once; a second one later is delivered again.
import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print("first", error.args, asyncio.current_task().cancelling())
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print("second", error.args)
        raise


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    print(task.cancel("one"), task.cancel("two"))
    await asyncio.sleep(1)
    task.cancel("three")
    try:
        await task
    except asyncio.CancelledError:
        print("gone", task.cancelling())


asyncio.run(main())
