# What wait() refuses.
import asyncio


async def job():
    return 1


async def main():
    task = asyncio.create_task(job())
    coroutine = job()
    for arguments, keywords in (
        (([],), {}),
        ((task,), {}),
        ((coroutine,), {}),
        (([coroutine],), {}),
        (([task],), {"return_when": "NEVER"}),
        (([1],), {}),
        ((3,), {}),
        (([task], 5), {}),
    ):
        try:
            await asyncio.wait(*arguments, **keywords)
        except Exception as error:
            print(type(error).__name__, error)
    coroutine.close()
    done, _ = await asyncio.wait(each for each in [task])
    print(len(done), asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED)


asyncio.run(main())
