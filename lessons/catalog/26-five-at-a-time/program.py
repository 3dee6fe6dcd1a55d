import asyncio

# 最大5つのタスクを同時実行
semaphore = asyncio.Semaphore(5)


async def limited_task(n):
    async with semaphore:  # セマフォを獲得
        await asyncio.sleep(1 + n / 10)
    print("task", n, "done")


async def main():
    await asyncio.gather(*[limited_task(n) for n in range(8)])


asyncio.run(main())
