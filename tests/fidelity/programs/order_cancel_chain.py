# Cancelling the outermost of tasks that await each other.
import asyncio


async def inner(log):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        log.append("inner")
        await asyncio.sleep(0)
        log.append("inner after a sleep")
        raise


async def middle(log):
    try:
        await asyncio.create_task(inner(log), name="inner")
    finally:
        log.append("middle")


async def outer(log):
    try:
        async with asyncio.timeout(5):
            await asyncio.create_task(middle(log), name="middle")
    finally:
        log.append("outer")


async def main():
    log = []
    task = asyncio.create_task(outer(log), name="outer")
    await asyncio.sleep(1)
    print(task.cancel("enough"), task.cancelling())
    try:
        await task
    except asyncio.CancelledError as error:
        print(repr(error), log)
    log.clear()
    task = asyncio.create_task(outer(log), name="outer")
    try:
        await task
    except TimeoutError as error:
        print(repr(error), log, repr(error.__cause__))


asyncio.run(main())
