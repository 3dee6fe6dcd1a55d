# Done callbacks run in the iteration after; removed ones don't; late ones are called soon.
import asyncio


def report(task):
    print("done", task.get_name(), task.result())


def other(task):
    print("other")


async def work():
    await asyncio.sleep(1)
    return 5


async def main():
    task = asyncio.create_task(work(), name="work")
    task.add_done_callback(report)
    task.add_done_callback(other)
    task.add_done_callback(other)
    print(task.remove_done_callback(other), task.remove_done_callback(print))
    await task
    print("awaited")
    task.add_done_callback(other)
    await asyncio.sleep(0)
    print("end")


asyncio.run(main())
