# Context managers: enter, exit, suppression; async with and async for.
import asyncio


class Section:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind.__name__ if kind else None)
        return self.swallow


class AsyncSection:
    async def __aenter__(self):
        await asyncio.sleep(1)
        return "resource"

    async def __aexit__(self, kind, value, trace):
        await asyncio.sleep(1)
        print("closed", repr(value))


class Countdown:
    def __init__(self, start):
        self.left = start

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.left:
            raise StopAsyncIteration
        await asyncio.sleep(0.5)
        self.left -= 1
        return self.left


async def main():
    with Section("a"), Section("b", swallow=True) as section:
        raise ValueError(section.name)
    async with AsyncSection() as resource:
        print(resource)
    try:
        async with AsyncSection():
            raise KeyError("k")
    except KeyError:
        print("passed on")
    async for left in Countdown(3):
        print(left)


asyncio.run(main())
