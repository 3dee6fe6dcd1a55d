# timeout(): the block is cancelled, and the cancellation becomes a TimeoutError at its end.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(1) as limit:
            print(limit, limit.when(), limit.expired())
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError as error:
                print("inside:", error.args, limit.expired(), limit)
                raise
    except TimeoutError as error:
        print(repr(error), repr(error.__cause__), loop.time())
    print(limit, limit.expired(), asyncio.current_task().cancelling())
    async with asyncio.timeout(5) as limit:
        await asyncio.sleep(1)
    print(limit, limit.expired(), loop.time())


asyncio.run(main())
