# uncancel() takes one request back.
import asyncio


async def work():
    me = asyncio.current_task()
    for _ in range(2):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("cancelling", me.cancelling(), "left", me.uncancel())
    print(me.uncancel())
    return "done"


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.sleep(1)
    print(task.cancel())
    print(await task)
    print(task.cancel())


asyncio.run(main())
