import asyncio


async def fetch_data(url):
    await asyncio.sleep(int(url[-1]))
    if failing and url == "url2":
        raise ValueError(url)
    return url


async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            task1 = tg.create_task(fetch_data("url1"))
            task2 = tg.create_task(fetch_data("url2"))
            task3 = tg.create_task(fetch_data("url3"))
        # async withブロックを抜けた時点で全タスク完了
        print(task1.result(), task2.result(), task3.result())
    except* Exception as eg:
        # いずれのタスクかが例外を出すと、他のタスクも自動キャンセルされ、ExceptionGroupがraiseされる
        # except*はPython 3.11で追加されたExceptionGroup用の構文
        for exc in eg.exceptions:
            print(f"エラー: {exc}")


failing = False
asyncio.run(main())
failing = True
asyncio.run(main())
