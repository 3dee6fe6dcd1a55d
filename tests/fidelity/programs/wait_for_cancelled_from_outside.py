# Who waits is cancelled: the task is cancelled too, and waited for.
import asyncio


async def inner():
    try:
        await asyncio.sleep(10)
    finally:
        print("inner cleans up")
        await asyncio.sleep(1)
        print("inner is done")


async def outer():
    try:
        await asyncio.wait_for(inner(), 20)
    except asyncio.CancelledError as error:
        print("outer cancelled", error.args)
        raise


async def main():
    task = asyncio.create_task(outer())
    await asyncio.sleep(1)
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as error:
        print("main sees", error.args, asyncio.get_running_loop().time())


asyncio.run(main())
