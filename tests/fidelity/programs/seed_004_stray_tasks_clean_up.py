import asyncio


async def background_task(name):
    try:
        print(f"{name}: 開始")
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        # Step2でここが呼ばれる → 後片付けのチャンス
        print(f"{name}: キャンセル受信 → クリーンアップ中...")
        # DB接続を閉じる、ファイルを閉じるなどの処理をここに書く
        raise  # CancelledErrorは必ずre-raiseする（マナー）
    finally:
        print(f"{name}: クリーンアップ完了")

async def main():
    asyncio.create_task(background_task("タスクA"))  # awaitしない！
    asyncio.create_task(background_task("タスクB"))  # awaitしない！

    await asyncio.sleep(1)  # mainは1秒で終わる
    print("mainが終了")
    # ← タスクA・Bはまだ生きているが誰もawaitしていない（野良タスク）

asyncio.run(main())
