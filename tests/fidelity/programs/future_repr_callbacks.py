# repr of futures with one, two and three callbacks, with results that are long.
import asyncio


def first(future):
    pass


def second(future):
    pass


async def main():
    future = asyncio.get_running_loop().create_future()
    for callback in (first, second, print):
        future.add_done_callback(callback)
        print(future)
    future.set_result("long " * 30)
    print(future)
    failed = asyncio.get_running_loop().create_future()
    failed.set_exception(ValueError("why"))
    print(failed, failed.exception())
    cancelled = asyncio.get_running_loop().create_future()
    cancelled.cancel()
    print(cancelled)


asyncio.run(main())
