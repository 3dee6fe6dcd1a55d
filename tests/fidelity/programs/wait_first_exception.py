# FIRST_EXCEPTION: a task that is cancelled doesn't count as one with an exception.
import asyncio


async def job(delay, fails=False):
    await asyncio.sleep(delay)
    if fails:
        raise KeyError(delay)


async def main():
    names = {}
    for name, delay, fails in (("a", 1, False), ("b", 9, False), ("c", 3, True), ("d", 5, False)):
        names[name] = asyncio.create_task(job(delay, fails), name=name)
    asyncio.get_running_loop().call_later(2, names["b"].cancel)
    tasks = list(names.values())
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))
    done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_EXCEPTION)
    print(sorted(t.get_name() for t in done), pending)
    print(repr(names["c"].exception()), names["b"].cancelled())


asyncio.run(main())
