import asyncio

urls = ["url3", "url1", "url2"]


async def fetch_data(url):
    await asyncio.sleep(int(url[-1]))
    return url


async def main():
    tasks = [fetch_data(url) for url in urls]
    for coro in asyncio.as_completed(tasks):
        result = await coro
        print(f"完了: {result}")  # 完了した順番で処理


asyncio.run(main())
