import asyncio


def main():
    asyncio.run(async_main())            # ① 同期の世界からasyncioを起動

async def async_main():
    task1 = asyncio.create_task(...)     # ② タスク化して並行実行をスケジュール
    task2 = asyncio.create_task(...)
    results = await asyncio.gather(task1, task2)  # ③ まとめて完了を待つ


try:
    main()
except TypeError as error:
    print(error)
