import asyncio


async def fetch_data(url):
    await asyncio.sleep(1)
    return f"{url}の結果"

async def main():
    urls = ['url1', 'url2', 'url3', 'url4']
    
    # タスクのリストを作成
    tasks = [asyncio.create_task(fetch_data(url)) for url in urls]
    
    # すべてのタスクを並行実行
    results = await asyncio.gather(*tasks)
    print(results)

asyncio.run(main())
