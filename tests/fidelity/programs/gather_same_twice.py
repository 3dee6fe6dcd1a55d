# The same coroutine and the same task twice: each is run once.
import asyncio


async def work():
    print("once")
    await asyncio.sleep(1)
    return "result"


async def main():
    coro = work()
    print(await asyncio.gather(coro, coro))
    task = asyncio.create_task(work())
    print(await asyncio.gather(task, task, work()))


asyncio.run(main())
