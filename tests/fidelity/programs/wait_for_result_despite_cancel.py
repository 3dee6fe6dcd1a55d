# The task answers its cancellation with a result or an exception: that is what wait_for() gives.
import asyncio


async def stubborn(answer):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        if isinstance(answer, Exception):
            raise answer
        return answer


async def main():
    print(await asyncio.wait_for(stubborn("late result"), 1))
    try:
        await asyncio.wait_for(stubborn(OSError("late failure")), 1)
    except OSError as error:
        print(repr(error), repr(error.__context__))
    print(await asyncio.wait_for(stubborn("later"), 1))


asyncio.run(main())
