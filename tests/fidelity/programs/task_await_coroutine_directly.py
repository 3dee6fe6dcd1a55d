# Awaiting a coroutine runs it in the same task, without an iteration.
import asyncio


async def inner(depth):
    if depth:
        return 1 + await inner(depth - 1)
    return 0


async def main():
    print(await inner(5))
    print(asyncio.current_task().get_name(), len(asyncio.all_tasks()))


asyncio.run(main())
