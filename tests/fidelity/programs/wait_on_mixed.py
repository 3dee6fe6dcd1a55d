# wait() and as_completed() on tasks and futures that end in odd ways.
import asyncio


async def ends(seconds, how):
    await asyncio.sleep(seconds)
    if how == "raise":
        raise OSError(how)
    return how


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(0.2, future.cancel)
    tasks = [asyncio.create_task(ends(0.1, "return"), name="r"), asyncio.create_task(ends(0.3, "raise"), name="x")]
    done, pending = await asyncio.wait([future, *tasks], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending), future.cancelled())
    done, pending = await asyncio.wait(pending, timeout=5)
    print([repr(each.exception()) for each in done if not each.cancelled()], len(pending))
    for each in asyncio.as_completed([ends(0.3, "c"), ends(0.1, "a"), ends(0.2, "raise")], timeout=1):
        try:
            print(await each)
        except OSError as error:
            print("OSError", error)
    print(await asyncio.wait(tasks, timeout=0) == (set(tasks), set()))


asyncio.run(main())
