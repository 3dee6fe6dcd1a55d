import asyncio


async def background_task(name):
    print(f"{name}: 開始")
    await asyncio.sleep(10)  # 10秒かかる処理
    print(f"{name}: 完了")   # mainが先に終わるとここに到達しない

async def main():
    asyncio.create_task(background_task("タスクA"))  # awaitしない！
    asyncio.create_task(background_task("タスクB"))  # awaitしない！

    await asyncio.sleep(1)  # mainは1秒で終わる
    print("mainが終了")
    # ← タスクA・Bはまだ生きているが誰もawaitしていない（野良タスク）

asyncio.run(main())
