import asyncio


async def fetch_data():
    await asyncio.sleep(1)
    if asyncio.current_task().get_name() == "Task-3":
        raise Exception('エラー')
    return "結果"

async def main():
    # 3つのタスクを作成して並行実行
    task1 = asyncio.create_task(fetch_data())
    task2 = asyncio.create_task(fetch_data())
    task3 = asyncio.create_task(fetch_data())
    
    # 全てのタスクが完了するまで待機
    results = await asyncio.gather(task1, task2, task3, return_exceptions=True)
    print(results)
    # 例外が発生した場合の結果例
    # results = [正常な結果, Exception('エラー'), 正常な結果]

asyncio.run(main())
