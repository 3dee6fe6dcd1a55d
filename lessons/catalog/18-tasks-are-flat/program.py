import asyncio


async def child_work(name):
    await asyncio.sleep(1)
    return f"{name}の結果"


async def other_work():
    await asyncio.sleep(1.5)
    return "other"


async def parent():
    # ここで子タスクを作成するが、イベントループにフラットに登録される
    task_a = asyncio.create_task(child_work("child_a"), name="a")
    task_b = asyncio.create_task(child_work("child_b"), name="b")
    # parentはtask_a, task_bの完了をawaitで待つだけ
    results = await asyncio.gather(task_a, task_b)
    return results


made = []


def remember(loop, coro):
    task = asyncio.Task(coro, loop=loop)
    made.append(task)
    return task


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(remember)
    task_parent = asyncio.create_task(parent(), name="parent")
    task_other = asyncio.create_task(other_work(), name="other")
    print(await asyncio.gather(task_parent, task_other))
    print(loop.get_task_factory().__name__, [task.get_name() for task in made])


asyncio.run(main())
