# A class derived from the event loop.
import asyncio


class Loop(asyncio.SelectorEventLoop):
    def __init__(self):
        super().__init__()
        self.made = []

    def create_task(self, coro, **keywords):
        task = super().create_task(coro, **keywords)
        self.made.append(task.get_name())
        return task


async def main():
    await asyncio.gather(asyncio.sleep(1), asyncio.sleep(2))
    await asyncio.create_task(asyncio.sleep(0), name="named")
    return asyncio.get_running_loop().made


with asyncio.Runner(loop_factory=Loop) as runner:
    print(runner.run(main()))
    print(type(runner.get_loop()).__name__, isinstance(runner.get_loop(), asyncio.BaseEventLoop))
