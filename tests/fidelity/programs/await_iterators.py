# What iterators of one's own give to await and yield from: the value of their StopIteration
import asyncio
import types


class Countdown:
    def __init__(self, start):
        self.left = start

    def __await__(self):
        return self

    __iter__ = __await__

    def __next__(self):
        if self.left == 0:
            raise StopIteration("lift-off", 2)
        self.left -= 1


@types.coroutine
def by_generator():
    first = yield from asyncio.sleep(0.1, "slept").__await__()
    second = yield
    return first, second


def delegates():
    result = yield from Countdown(1)
    print("yield from", result)


async def main():
    print(await Countdown(2))
    print(await by_generator())
    print(await asyncio.gather(Countdown(1), by_generator()))
    print(await asyncio.wait_for(Countdown(3), 1))
    list(delegates())
    try:
        next(Countdown(0))
    except StopIteration as stop:
        print(stop.value, stop.args)
    print(next(Countdown(0), "default"))


asyncio.run(main())
