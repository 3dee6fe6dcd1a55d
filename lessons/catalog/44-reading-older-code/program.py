import asyncio
import datetime

async def say_hello():
    await asyncio.sleep(1)
    print("Hello, world!")

# 1) イベントループを取得または生成
loop = asyncio.get_event_loop()

# 2) コルーチンをタスク化してスケジューリング
task = loop.create_task(say_hello())

# 3) イベントループを回し、コルーチンを実行（完了まで待機）
loop.run_until_complete(task)

def display_date(end_time, loop):
    print(datetime.datetime.now())
    if (loop.time() + 1.0) < end_time:
        loop.call_later(1, display_date, end_time, loop)
    else:
        loop.stop()

# Schedule the first call to display_date()
end_time = loop.time() + 5.0
loop.call_soon(display_date, end_time, loop)

# Blocking call interrupted by loop.stop()
loop.run_forever()

# 4) イベントループを閉じる
loop.close()

def create_isolated_loop():
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    return loop

loop1 = create_isolated_loop()
loop2 = create_isolated_loop()
print("loop2 is the current one:", asyncio.get_event_loop() is loop2)
try:
    loop1.run_until_complete(asyncio.sleep(1))
    loop2.run_until_complete(asyncio.sleep(0.5))
finally:
    loop1.close()
    loop2.close()

async def main():
    loop = asyncio.get_running_loop()  # Python 3.7+
    print(loop)

    # 複数コルーチンを並列実行して結果を待つ例
    async def task1():
        await asyncio.sleep(1)
        return "Task1 完了"

    async def task2():
        await asyncio.sleep(2)
        return "Task2 完了"

    results = await asyncio.gather(task1(), task2())
    print(results)

asyncio.run(main())  # ループの作成・実行・クローズを自動管理
