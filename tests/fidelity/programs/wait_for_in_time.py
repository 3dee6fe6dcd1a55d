# wait_for(): the result in time, None for no timeout, an exception that passes.
import asyncio


async def job(delay, fails=False):
    await asyncio.sleep(delay)
    if fails:
        raise LookupError("nothing there")
    return delay


async def main():
    print(await asyncio.wait_for(job(1), 2))
    print(await asyncio.wait_for(job(1), None))
    print(await asyncio.wait_for(job(1), timeout=1.5))
    try:
        await asyncio.wait_for(job(0.5, True), 2)
    except LookupError as error:
        print(repr(error))
    future = asyncio.get_running_loop().create_future()
    future.set_result("there")
    print(await asyncio.wait_for(future, 1))
    print(await asyncio.wait_for(future, 0))
    print(asyncio.get_running_loop().time())


asyncio.run(main())
