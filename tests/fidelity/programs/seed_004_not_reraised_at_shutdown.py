import asyncio


async def background_task():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        # キャンセルを受け取ったが、残りの処理を最後まで終わらせる
        print("キャンセルされたが、残り処理を完走させる")
        await finish_remaining_work()  # 追加の非同期処理も可能
        return "正常終了の結果"  # ← re-raiseせずに正常値を返す

async def finish_remaining_work():
    await asyncio.sleep(0.5)
    print("残り処理が完了")

async def main():
    asyncio.create_task(background_task())
    await asyncio.sleep(1)

asyncio.run(main())
