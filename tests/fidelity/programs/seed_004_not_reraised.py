import asyncio


async def background_task(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(f"{name}: キャンセルされた（でもre-raiseしない）")
        # raise しない ← これが問題
        # → タスクは「正常終了」として扱われる

async def main():
    task = asyncio.create_task(background_task("タスクA"))
    await asyncio.sleep(1)
    task.cancel()
    await task
    print(task.cancelled())

asyncio.run(main())
