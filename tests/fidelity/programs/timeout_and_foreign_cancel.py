# A cancellation by somebody else goes through a timeout, expired or not.
import asyncio


async def worker(delay):
    try:
        async with asyncio.timeout(delay) as limit:
            await asyncio.sleep(10)
    except BaseException as error:
        print(repr(error), limit, asyncio.current_task().cancelling())
        raise


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(worker(5))
    await asyncio.sleep(1)
    task.cancel("from outside")
    print(await asyncio.gather(task, return_exceptions=True))

    # The timeout and the cancellation come in the same iteration.
    task = asyncio.create_task(worker(1))
    await asyncio.sleep(0)
    loop.call_at(loop.time() + 1, task.cancel, "at the same time")
    print(await asyncio.gather(task, return_exceptions=True))

    # The cancellation comes after the timeout has fired, before the task runs.
    task = asyncio.create_task(worker(0))
    loop.call_soon(loop.call_soon, task.cancel, "just after")
    print(await asyncio.gather(task, return_exceptions=True))


asyncio.run(main())
