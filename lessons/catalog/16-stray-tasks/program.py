import asyncio


async def child_work(name):
    print(name, "begins")
    await asyncio.sleep(2)
    print(name, "ends")


async def parent():
    task_a = asyncio.create_task(child_work("a"))
    task_b = asyncio.create_task(child_work("b"))
    await asyncio.sleep(1)
    raise Exception("the parent died")
    await asyncio.gather(task_a, task_b)


async def main():
    try:
        await asyncio.create_task(parent(), name="parent")
    except Exception as error:
        print(error)
    print("tasks:", len(asyncio.all_tasks()))
    await asyncio.sleep(2)


asyncio.run(main())
