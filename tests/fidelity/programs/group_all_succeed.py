# A group waits for all of its tasks, those that were added by its tasks too.
import asyncio


async def job(name, delay, group=None):
    if group is not None:
        group.create_task(job(name + "'s child", delay))
    await asyncio.sleep(delay)
    print(name, asyncio.get_running_loop().time())
    return name


async def main():
    async with asyncio.TaskGroup() as group:
        print(group)
        first = group.create_task(job("first", 2, group), name="one")
        second = group.create_task(job("second", 1))
        print(group, first.get_name(), second.get_name())
        print(first)
    print(group, first.result(), second.result())
    async with asyncio.TaskGroup() as empty:
        pass
    print(empty)


asyncio.run(main())
