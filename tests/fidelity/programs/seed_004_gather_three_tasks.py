import asyncio


async def fetch_data():
    await asyncio.sleep(1)
    return asyncio.current_task().get_name()


async def main():
    # 3つのタスクを作成して並行実行
    task1 = asyncio.create_task(fetch_data())
    task2 = asyncio.create_task(fetch_data())
    task3 = asyncio.create_task(fetch_data())

    # 全てのタスクが完了するまで待機
    results = await asyncio.gather(task1, task2, task3)
    print(results)


asyncio.run(main())
