import asyncio


async def fetch_data():
    print("データ取得開始")
    await asyncio.sleep(2)  # データ取得を模擬（2秒待機）
    print("データ取得完了")
    return {"data": "結果"}

print(asyncio.run(fetch_data()))
