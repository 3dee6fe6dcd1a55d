# The block swallows the cancellation, or raises something else: then there is no TimeoutError.
import asyncio


async def main():
    async with asyncio.timeout(1) as limit:
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            print("swallowed", asyncio.current_task().cancelling())
    print(limit, asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(1) as limit:
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                raise KeyError("other")
    except KeyError as error:
        print(repr(error), repr(error.__context__), limit.expired())
    try:
        async with asyncio.timeout(1):
            raise TimeoutError("one of its own")
    except TimeoutError as error:
        print(repr(error), error.__cause__)
    await asyncio.sleep(1)
    print("not cancelled")


asyncio.run(main())
