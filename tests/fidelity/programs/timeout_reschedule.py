# reschedule(): later, earlier, never, at once.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(1) as limit:
        limit.reschedule(loop.time() + 5)
        await asyncio.sleep(2)
        print(limit.when(), loop.time())
    try:
        async with asyncio.timeout(None) as limit:
            limit.reschedule(loop.time() + 1)
            print(limit)
            await asyncio.sleep(9)
    except TimeoutError:
        print("timeout", loop.time())
    async with asyncio.timeout(1) as limit:
        limit.reschedule(None)
        print(limit, limit.when())
        await asyncio.sleep(3)
    try:
        async with asyncio.timeout(100) as limit:
            limit.reschedule(loop.time() - 1)
            await asyncio.sleep(3)
    except TimeoutError:
        print("timeout", loop.time())


asyncio.run(main())
