# KeyboardInterrupt and SystemExit of a child or the body are raised as they are.
import asyncio


async def leaves(error):
    await asyncio.sleep(1)
    raise error


async def body(error):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(5))
            raise error
    except BaseException as caught:
        print(repr(caught))


async def main():
    await body(SystemExit(3))
    await body(KeyboardInterrupt())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(leaves(SystemExit(4)))
            group.create_task(asyncio.sleep(5))
    except SystemExit as caught:
        print("group left", group, repr(caught))


asyncio.run(main())
