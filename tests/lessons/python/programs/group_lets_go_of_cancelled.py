# What a TaskGroup has cancelled goes with its last handle: neither the group nor the exception
# that it raises keeps it.
import asyncio


class Mark:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


async def fails():
    raise KeyError(1)


async def waits(name):
    mark = Mark(name)
    await asyncio.get_running_loop().create_future()


async def main():
    for name in ("a child fails", "the body fails"):
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(waits(name))
                if name == "a child fails":
                    group.create_task(fails())
                else:
                    await asyncio.sleep(0)
                    raise KeyError(2)
        except* KeyError as error:
            print("caught", error.exceptions)
        await asyncio.sleep(0)
        print("after")


asyncio.run(main())
