# A gather() that is cancelled ends with what its last child kept of the request, even if that
# child has caught it and returned.
import asyncio


async def stubborn(turns):
    try:
        for _ in range(turns):
            await asyncio.sleep(0)
        await asyncio.sleep(1)
    except asyncio.CancelledError as error:
        print("child", repr(error))
    return "done"


async def outer(turns, **how):
    try:
        print(await asyncio.gather(stubborn(turns), **how))
    except asyncio.CancelledError as error:
        print("outer", repr(error))
        raise


async def main():
    for turns in (0, 5):
        for how in ({}, {"return_exceptions": True}):
            for message in (None, "enough"):
                task = asyncio.create_task(outer(turns, **how))
                for _ in range(4):
                    await asyncio.sleep(0)
                task.cancel(message)
                try:
                    await task
                except asyncio.CancelledError as error:
                    print("main", turns, how, repr(error))


asyncio.run(main())
