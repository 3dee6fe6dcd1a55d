# The message of cancel() travels with CancelledError.
import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print("inside", error.args)
        raise


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel("please stop")
    try:
        await task
    except asyncio.CancelledError as error:
        print("outside", error.args)
    for method in (task.result, task.exception):
        try:
            method()
        except asyncio.CancelledError as error:
            print("again", error.args)


asyncio.run(main())
