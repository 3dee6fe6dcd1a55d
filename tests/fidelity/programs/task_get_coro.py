# get_coro, get_loop, and what a task's class is called.
import asyncio


async def work():
    await asyncio.sleep(0)


async def main():
    coro = work()
    task = asyncio.create_task(coro)
    print(task.get_coro() is coro, task.get_loop() is asyncio.get_running_loop())
    print(type(task).__name__, isinstance(task, asyncio.Future), coro.__name__, coro.__qualname__)
    await task


asyncio.run(main())
