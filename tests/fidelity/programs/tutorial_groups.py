# Task groups that fail and except*, nested.
import asyncio

class Boom(Exception): pass

async def fail(exc, delay=0.0):
    await asyncio.sleep(delay)
    raise exc

async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("stubborn cancelled")
        raise KeyError("in cleanup") from None
    finally:
        print("cleanup")

async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fail(ValueError("v"), 0.1))
            tg.create_task(fail(TypeError("t"), 0.1))
            tg.create_task(stubborn())
    except* ValueError as eg:
        print("values", eg.exceptions, eg.message)
    except* (TypeError, KeyError) as eg:
        print("others", [type(e).__name__ for e in eg.exceptions], len(eg.exceptions))
    try:
        try:
            async with asyncio.TaskGroup() as outer:
                async with asyncio.TaskGroup() as inner:
                    inner.create_task(fail(Boom("inner")))
                    outer.create_task(asyncio.sleep(5))
        except* OSError:
            print("no")
        else:
            print("no else")
        finally:
            print("finally")
    except ExceptionGroup as eg:
        print(repr(eg), eg.split(Boom), eg.subgroup(lambda e: isinstance(e, Boom)))
    try:
        raise ExceptionGroup("top", [ValueError(1), ExceptionGroup("sub", [TypeError(2), OSError(3)])])
    except* TypeError as e:
        print(e.exceptions[0].exceptions)
    except* Exception as e:
        print(e)
asyncio.run(main())
