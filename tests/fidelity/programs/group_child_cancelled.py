# A child that is cancelled by hand just leaves its group.
import asyncio


async def main():
    async with asyncio.TaskGroup() as group:
        one = group.create_task(asyncio.sleep(5, "one"))
        two = group.create_task(asyncio.sleep(1, "two"))
        await asyncio.sleep(0.5)
        one.cancel()
        await asyncio.sleep(0)
        print(group)
    print(one.cancelled(), two.result(), asyncio.get_running_loop().time())
    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(asyncio.sleep(5))
            asyncio.get_running_loop().call_later(1, task.cancel)
            await task
    except asyncio.CancelledError as error:
        print("the body's cancellation passes", asyncio.current_task().cancelling())


asyncio.run(main())
