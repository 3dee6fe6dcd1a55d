import asyncio


async def child_work(name):
    await asyncio.sleep(1)
    print(f"{name}の結果")

async def parent():
    task_a = asyncio.create_task(child_work("a"))
    task_b = asyncio.create_task(child_work("b"))
    raise Exception("parentが死んだ")
    # ↓ ここに到達しないのでawaitされない
    await asyncio.gather(task_a, task_b)
    # → task_a, task_bは誰にもawaitされず走り続ける（野良タスク）

asyncio.run(parent())
