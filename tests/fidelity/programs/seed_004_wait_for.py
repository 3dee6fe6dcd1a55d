import asyncio


async def long_running_task():
    await asyncio.sleep(10)


async def main():
    try:
        result = await asyncio.wait_for(long_running_task(), timeout=5.0)  # 5秒でタイムアウト
    except asyncio.TimeoutError:
        print("処理がタイムアウトしました")


asyncio.run(main())
