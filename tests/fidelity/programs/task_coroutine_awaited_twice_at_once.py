# Two tasks can't await one coroutine.
import asyncio


async def work():
    await asyncio.sleep(1)
    return "worked"


async def wait_for(coro):
    return await coro


async def main():
    coro = work()
    results = await asyncio.gather(wait_for(coro), wait_for(coro), return_exceptions=True)
    print(results)


asyncio.run(main())
