# The group takes its own cancellation of the parent back: what follows is not cancelled.
import asyncio


async def fails():
    raise ValueError("at once")


async def main():
    for _ in range(2):
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(fails())
                await asyncio.sleep(1)
        except* ValueError:
            print("failed", asyncio.current_task().cancelling())
        await asyncio.sleep(1)
        print("slept")
    async with asyncio.timeout(5):
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(fails())
        except* ValueError:
            pass
        await asyncio.sleep(1)
    print(asyncio.get_running_loop().time())


asyncio.run(main())
