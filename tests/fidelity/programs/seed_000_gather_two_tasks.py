import asyncio

async def main():
    # 複数コルーチンを並列実行して結果を待つ例
    async def task1():
        await asyncio.sleep(1)
        return "Task1 完了"

    async def task2():
        await asyncio.sleep(2)
        return "Task2 完了"

    results = await asyncio.gather(task1(), task2())
    print(results)

# いちばん外側で asyncio.run() を呼ぶだけ
asyncio.run(main())
