import asyncio

async def fetch_data(name, delay):
    print(f"{name}: 開始")
    await asyncio.sleep(delay)
    print(f"{name}: 完了")
    return f"{name}の結果"

async def main():
    t1 = asyncio.create_task(fetch_data("タスク1", 2))
    t2 = asyncio.create_task(fetch_data("タスク2", 3))
    t3 = asyncio.create_task(fetch_data("タスク3", 1))

    print(await t1)
    print(await t2)
    print(await t3)

async def one_by_one():
    print(await fetch_data("タスク1", 2))
    print(await fetch_data("タスク2", 3))
    print(await fetch_data("タスク3", 1))

asyncio.run(main())
asyncio.run(one_by_one())
