# create_task starts a task in the next iteration; awaiting a finished task costs no iteration.
import asyncio


async def child(name):
    print("child", name)
    return name


async def main():
    task = asyncio.create_task(child("one"), name="The child")
    print("created", task.get_name(), task.done())
    await asyncio.sleep(0)
    print("slept", task.done())
    print(await task, task.result())


asyncio.run(main())
