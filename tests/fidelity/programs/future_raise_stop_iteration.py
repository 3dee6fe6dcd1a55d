# StopIteration raised in a coroutine becomes RuntimeError.
import asyncio


async def main():
    try:
        await bad()
    except RuntimeError as error:
        print(error, "|", repr(error.__cause__))


async def bad():
    raise StopIteration("stop")


asyncio.run(main())
