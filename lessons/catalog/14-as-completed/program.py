import asyncio


async def fetch_data(url, delay):
    await asyncio.sleep(delay)
    return url


async def main():
    tasks = [fetch_data("slow", 3), fetch_data("quick", 1), fetch_data("middling", 2)]
    for coro in asyncio.as_completed(tasks):
        result = await coro
        print(f"完了: {result}")  # 完了した順番で処理


asyncio.run(main())
