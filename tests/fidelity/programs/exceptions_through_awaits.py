# Causes, contexts and notes of exceptions that pass through tasks and gather.
import asyncio
import traceback


async def deep(number):
    await asyncio.sleep(0)
    try:
        raise KeyError(number)
    except KeyError as error:
        raise ValueError("from deep") from error


async def middle(number):
    try:
        await deep(number)
    except ValueError as error:
        error.add_note(f"seen in middle {number}")
        raise


async def main():
    for error in await asyncio.gather(middle(1), asyncio.create_task(middle(2)), return_exceptions=True):
        print(repr(error), repr(error.__cause__), error.__notes__)
    try:
        await middle(3)
    except ValueError as error:
        print("".join(traceback.format_exception_only(error)))
    try:
        try:
            await deep(4)
        finally:
            await asyncio.sleep(0)
            raise OSError("in finally")
    except OSError as error:
        print(repr(error.__context__), error.__suppress_context__)
    await asyncio.create_task(middle(5))


asyncio.run(main())
