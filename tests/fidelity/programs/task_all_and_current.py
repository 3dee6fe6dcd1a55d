# all_tasks in order of creation, current_task inside and outside of a task.
import asyncio


async def work(delay):
    await asyncio.sleep(delay)
    me = asyncio.current_task()
    print(me.get_name(), [task.get_name() for task in asyncio.all_tasks()])


async def main():
    asyncio.get_running_loop().call_soon(lambda: print(asyncio.current_task()))
    await asyncio.gather(work(3), work(1), work(2))


asyncio.run(main())
try:
    asyncio.current_task()
except RuntimeError as error:
    print(error)
try:
    asyncio.all_tasks()
except RuntimeError as error:
    print(error)
