import asyncio

delays = {"url1": 2, "url2": 1.5, "url3": 1}

async def fetch_data(url):
    print(url, "データ取得開始")
    await asyncio.sleep(delays[url])  # データ取得を模擬
    if url == "url2":
        raise ValueError("エラー")
    return url

async def hello():
    print('I say,')
    await asyncio.sleep(1) # 1秒かかる
    print('hello')

async def goodbye():
    print('you say,')
    await asyncio.sleep(2) # 2秒かかる
    print('goodbye')

def main():
    asyncio.run(async_main())            # ① 同期の世界からasyncioを起動

async def async_main():
    print("await:", await fetch_data("url1"), await fetch_data("url3"))

    task1 = asyncio.create_task(fetch_data("url1"))     # ② タスク化して並行実行をスケジュール
    task2 = asyncio.create_task(fetch_data("url3"))
    results = await asyncio.gather(task1, task2)  # ③ まとめて完了を待つ
    print("gather:", results)

    await asyncio.gather(goodbye(), hello()) # タスクも同様

    # タスクのリストを作成
    tasks = [asyncio.create_task(fetch_data(url)) for url in delays]
    for coro in asyncio.as_completed(tasks):
        try:
            result = await coro
            print(f"完了: {result}")  # 完了した順番で処理
        except ValueError as error:
            print("as_completed:", error)

    # 3つのタスクを作成して並行実行
    task1 = asyncio.create_task(fetch_data("url1"))
    task2 = asyncio.create_task(fetch_data("url2"))
    task3 = asyncio.create_task(fetch_data("url3"))
    results = await asyncio.gather(task1, task2, task3, return_exceptions=True)
    # 例外が発生した場合の結果例
    print("results:", results)

    try:
        async with asyncio.TaskGroup() as tg:
            task1 = tg.create_task(fetch_data("url1"), name="grouped1")
            task2 = tg.create_task(fetch_data("url2"), name="grouped2")
        # async withブロックを抜けた時点で全タスク完了
        print(task1.result(), task2.result())
    except* Exception as eg:
        # except*はPython 3.11で追加されたExceptionGroup用の構文
        for exc in eg.exceptions:
            print(f"エラー: {exc}")

main()
