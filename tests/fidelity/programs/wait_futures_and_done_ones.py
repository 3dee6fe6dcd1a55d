# Futures and tasks mixed, some of them done before, and the same one twice.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    ready = loop.create_future()
    ready.set_result("ready")
    open_future = loop.create_future()
    task = asyncio.create_task(asyncio.sleep(1, "slept"))
    loop.call_later(2, open_future.set_result, "set")
    done, pending = await asyncio.wait([ready, open_future, task, ready])
    print(len(done), len(pending), [f.result() for f in (ready, open_future, task)])
    done, pending = await asyncio.wait([ready], timeout=3)
    print(len(done), loop.time())


asyncio.run(main())
