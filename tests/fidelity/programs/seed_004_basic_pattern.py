import asyncio


async def fetch(url):
    await asyncio.sleep(1)
    return f"{url}の結果"

def main():
    asyncio.run(async_main())            # ① 同期の世界からasyncioを起動

async def async_main():
    task1 = asyncio.create_task(fetch("url"))     # ② タスク化して並行実行をスケジュール
    task2 = asyncio.create_task(fetch("url"))
    results = await asyncio.gather(task1, task2)  # ③ まとめて完了を待つ
    print(results)

main()
