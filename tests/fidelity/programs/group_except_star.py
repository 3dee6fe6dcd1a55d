# except* sorts what came out of a group; what nobody wants goes on.
import asyncio


async def fails(error):
    raise error


async def run(*errors):
    async with asyncio.TaskGroup() as group:
        for error in errors:
            group.create_task(fails(error))


async def main():
    try:
        await run(ValueError(1), TypeError(2), KeyError(3), ValueError(4))
    except* (ValueError, KeyError) as errors:
        print("first:", [repr(error) for error in errors.exceptions])
    except* TypeError as errors:
        print("second:", [repr(error) for error in errors.exceptions])
    try:
        try:
            await run(OSError(1), TypeError(2))
        except* OSError as errors:
            raise RuntimeError("instead")
    except BaseExceptionGroup as error:
        print(repr(error))


asyncio.run(main())
