# A TaskGroup inside a timeout, with a shielded child.
import asyncio


async def careful(name):
    try:
        await asyncio.sleep(3)
        print(name, "done")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    kept = asyncio.create_task(careful("kept"))
    try:
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as group:
                group.create_task(careful("a"))
                group.create_task(asyncio.wait_for(asyncio.shield(kept), 10))
                await careful("body")
    except TimeoutError:
        print("timeout", asyncio.current_task().cancelling())
    await kept
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(0.1, "x"))
            raise KeyError("body")
    except* KeyError as errors:
        print(errors.exceptions)


asyncio.run(main())
