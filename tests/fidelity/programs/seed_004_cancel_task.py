import asyncio


async def some_coroutine():
    await asyncio.sleep(10)

async def main():
    task = asyncio.create_task(some_coroutine())
    # 何らかの条件でキャンセルしたい場合
    task.cancel()
    try:
        await task  # キャンセルされたタスクを待機するとCancelledErrorが発生
    except asyncio.CancelledError:
        print("タスクがキャンセルされました")

asyncio.run(main())
