# ensure_future: futures pass through, coroutines and awaitables become tasks.
import asyncio


class Ready:
    def __await__(self):
        yield from asyncio.sleep(1).__await__()
        return "ready"


async def work():
    return "work"


async def main():
    task = asyncio.ensure_future(work())
    print(asyncio.ensure_future(task) is task)
    print(await task)
    print(await asyncio.ensure_future(Ready()))
    print(asyncio.isfuture(task), asyncio.iscoroutine(task))
    try:
        asyncio.ensure_future(5)
    except TypeError as error:
        print(error)


asyncio.run(main())
