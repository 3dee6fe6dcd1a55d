import asyncio


async def fetch(url):
    await asyncio.sleep(1)
    print(url)


# Python 3.11+での現代的な基本パターン
async def async_main():
    async with asyncio.TaskGroup() as tg:
        task1 = tg.create_task(fetch("url1"))
        task2 = tg.create_task(fetch("url2"))
    # ブロックを抜けた時点で全タスクの完了が保証される


asyncio.run(async_main())
