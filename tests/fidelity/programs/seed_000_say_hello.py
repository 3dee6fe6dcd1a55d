import asyncio

async def say_hello():
    await asyncio.sleep(1)
    print("Hello, world!")

# 1) イベントループを取得または生成
loop = asyncio.get_event_loop()

# 2) コルーチンをタスク化してスケジューリング
task = loop.create_task(say_hello())

# 3) イベントループを回し、コルーチンを実行（完了まで待機）
loop.run_until_complete(task)

# 4) イベントループを閉じる
loop.close()
