# Groups in groups: an inner group's error is one of the outer group's.
import asyncio


async def fails(delay, error):
    await asyncio.sleep(delay)
    raise error


async def inner():
    async with asyncio.TaskGroup() as group:
        group.create_task(fails(1, KeyError("deep")))
        group.create_task(fails(2, KeyError("never")))


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(inner(), name="inner")
            group.create_task(asyncio.sleep(5))
            async with asyncio.TaskGroup() as second:
                second.create_task(asyncio.sleep(3))
    except ExceptionGroup as error:
        print(repr(error))
        print(asyncio.get_running_loop().time(), second)
        matching, rest = error.split(KeyError)
        print(repr(matching), rest)


asyncio.run(main())
