# The parent is cancelled, in its body or while it waits: its tasks are cancelled as well.
import asyncio


async def child(name):
    try:
        await asyncio.sleep(10)
    finally:
        print(name, "ends")


async def parent(waits_in_body):
    async with asyncio.TaskGroup() as group:
        group.create_task(child("a"))
        group.create_task(child("b"))
        if waits_in_body:
            await asyncio.sleep(5)
    print("not reached")


async def main():
    for waits_in_body in (True, False):
        task = asyncio.create_task(parent(waits_in_body))
        await asyncio.sleep(1)
        task.cancel("message")
        try:
            await task
        except asyncio.CancelledError as error:
            print("cancelled", error.args, task.cancelling())


asyncio.run(main())
