# A task factory makes all tasks of its loop.
import asyncio


class Counted(asyncio.Task):
    made = 0

    def __init__(self, *arguments, **keywords):
        super().__init__(*arguments, **keywords)
        Counted.made += 1
        self.number = Counted.made


def factory(loop, coro, **keywords):
    print("factory:", coro.__qualname__, sorted(keywords))
    return Counted(coro, loop=loop, **keywords)


async def job(name):
    await asyncio.sleep(1)
    return name, asyncio.current_task().number


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_task_factory())
    loop.set_task_factory(factory)
    print(loop.get_task_factory() is factory)
    print(await asyncio.gather(job("a"), job("b")))
    task = asyncio.create_task(job("c"), name="C")
    print(type(task).__name__, task.get_name(), await task)
    print(await asyncio.wait_for(job("d"), 5))
    async with asyncio.TaskGroup() as group:
        print(group.create_task(job("e"), name="E").number)
    try:
        loop.set_task_factory(3)
    except TypeError as error:
        print(error)
    loop.set_task_factory(None)
    print(type(asyncio.create_task(asyncio.sleep(0))).__name__)


asyncio.run(main())
