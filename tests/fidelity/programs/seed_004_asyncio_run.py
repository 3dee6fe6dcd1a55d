import asyncio

async def main():
    # 必要な処理をここに書く
    await asyncio.sleep(1)
    print("done")

asyncio.run(main())  # ループの作成・実行・クローズを自動管理
