import asyncio

async def background_task(name):
    try:
        print(f"  [{name}] 開始（10秒かかる処理）")
        await asyncio.sleep(10)
        print(f"  [{name}] 完了")  # キャンセルされるので到達しない
    except asyncio.CancelledError:
        print(f"  [{name}] キャンセルを受け取った → クリーンアップ中...")
        await asyncio.sleep(0.1)  # クリーンアップに少し時間がかかる想定
        print(f"  [{name}] クリーンアップ完了")
        raise  # 必ずre-raise

async def main():
    asyncio.create_task(background_task("タスクA"))
    asyncio.create_task(background_task("タスクB"))

    await asyncio.sleep(1)
    print("=== main() 終了 ===")

print("--- asyncio.run() 開始 ---")
asyncio.run(main())
print("--- asyncio.run() 完全終了 ---")
