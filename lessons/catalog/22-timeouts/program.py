import asyncio


async def long_running_task():
    try:
        await asyncio.sleep(10)
    finally:
        print("tidied up")


async def main():
    try:
        result = await asyncio.wait_for(long_running_task(), timeout=5.0)
    except asyncio.TimeoutError:
        print("処理がタイムアウトしました")

    try:
        async with asyncio.timeout(1) as limit:
            await asyncio.sleep(0.5)
            limit.reschedule(limit.when() + 1)
            await asyncio.sleep(10)
    except TimeoutError:
        print("too slow:", limit.expired())

    async with asyncio.timeout(1):
        print("fast enough")


asyncio.run(main())
