# Wrong arguments of asyncio's functions: the messages of calls of Python functions
import asyncio


async def job():
    return 1


def attempt(call):
    try:
        print("fine", call())
    except TypeError as error:
        print(error)


async def main():
    loop = asyncio.get_running_loop()
    coroutine = job()
    attempt(lambda: asyncio.sleep())
    attempt(lambda: asyncio.sleep(1, 2, 3))
    attempt(lambda: asyncio.sleep(1, delay=3))
    attempt(lambda: asyncio.sleep(1, loop=loop))
    attempt(lambda: asyncio.run())
    attempt(lambda: asyncio.run(1, 2))
    attempt(lambda: asyncio.run(1, 2, debug=3))
    attempt(lambda: asyncio.wait_for(coroutine))
    attempt(lambda: asyncio.create_task())
    attempt(lambda: asyncio.create_task(coroutine, "name"))
    attempt(lambda: asyncio.create_task(coroutine, nam="name"))
    attempt(lambda: asyncio.ensure_future())
    attempt(lambda: asyncio.current_task(1, 2))
    attempt(lambda: asyncio.all_tasks(1, 2))
    attempt(lambda: asyncio.Runner(1))
    attempt(lambda: asyncio.Runner(foo=1))
    attempt(lambda: asyncio.Runner().run())
    attempt(lambda: loop.create_task())
    attempt(lambda: loop.create_task(coroutine, "name"))
    attempt(lambda: loop.run_until_complete())
    attempt(lambda: loop.run_until_complete(1, 2))
    attempt(lambda: asyncio.Queue("x").full())
    print(await coroutine)


asyncio.run(main())
