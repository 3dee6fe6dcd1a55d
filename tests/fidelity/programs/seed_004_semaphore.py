import asyncio


async def some_heavy_task(n):
    print(f"{n} begins")
    await asyncio.sleep(1)
    print(f"{n} ends")


# 最大5つのタスクを同時実行
semaphore = asyncio.Semaphore(5)

async def limited_task(n):
    async with semaphore:  # セマフォを獲得
        await some_heavy_task(n)  # リソースを消費する処理


async def main():
    await asyncio.gather(*(limited_task(n) for n in range(12)))


asyncio.run(main())
