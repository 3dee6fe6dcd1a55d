# A coroutine can be awaited once only.
import asyncio


async def work():
    return 1


async def main():
    coro = work()
    print(await coro)
    try:
        await coro
    except RuntimeError as error:
        print(error)
    task = asyncio.create_task(coro)
    try:
        await task
    except RuntimeError as error:
        print(error)


asyncio.run(main())
