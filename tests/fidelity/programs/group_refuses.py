# When a group takes no tasks.
import asyncio


async def job():
    await asyncio.sleep(1)


async def attempt(function, *arguments):
    coroutine = job()
    try:
        function(coroutine, *arguments)
    except RuntimeError as error:
        print(error)
        coroutine.close()


async def fails(group):
    raise ValueError


async def late(group):
    try:
        await asyncio.sleep(9)
    finally:
        await attempt(group.create_task)


async def main():
    group = asyncio.TaskGroup()
    await attempt(group.create_task)
    async with group:
        try:
            async with group:
                pass
        except RuntimeError as error:
            print(error)
    await attempt(group.create_task)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(group))
            group.create_task(late(group))
    except ExceptionGroup as error:
        print(repr(error))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(3)
    except* TypeError as errors:
        print(errors.exceptions)


asyncio.run(main())
