# A deadline that is now or over fires in the next iteration.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    await asyncio.sleep(1)
    for make in (
        lambda: asyncio.timeout(0),
        lambda: asyncio.timeout(-3),
        lambda: asyncio.timeout_at(0.5),
        lambda: asyncio.timeout_at(loop.time()),
    ):
        limit = make()
        print(limit, limit.when())
        try:
            async with limit:
                print("inside", limit)
                await asyncio.sleep(0)
                print("once more")
                await asyncio.sleep(0)
                print("not reached")
        except TimeoutError:
            print("timeout", loop.time(), limit)
    async with asyncio.timeout(0):
        print("nothing is awaited here")
    async with asyncio.timeout(None) as limit:
        print(limit, limit.when())
        await asyncio.sleep(2)
    print(limit)


asyncio.run(main())
