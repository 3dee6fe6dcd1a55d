import asyncio


async def fetch_data(url):
    await asyncio.sleep(1)
    return f"{url}の結果"

async def main():
    # 複数のタスクを作成
    task1 = asyncio.create_task(fetch_data('url1'))
    task2 = asyncio.create_task(fetch_data('url2')) 
    task3 = asyncio.create_task(fetch_data('url3'))
    
    # すべてのタスクを並行実行し、結果を待機
    results = await asyncio.gather(task1, task2, task3)
    
    # 結果の処理
    for result in results:
        print(result)

asyncio.run(main())
