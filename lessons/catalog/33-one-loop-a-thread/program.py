import asyncio
import threading
import time


async def hello(name):
    await asyncio.sleep(1)
    print("hello from", name)
    return name


def worker(main_loop):
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.run_until_complete(hello("the worker's loop"))
    loop.close()
    main_loop.call_soon_threadsafe(print, "called from the worker")
    future = asyncio.run_coroutine_threadsafe(hello("main's loop"), main_loop)
    print("worker got:", future.result())


async def main():
    loop = asyncio.get_running_loop()
    thread = threading.Thread(target=worker, args=(loop,), name="worker")
    thread.start()
    await asyncio.sleep(4)
    thread.join()
    print("the thread has ended")


asyncio.run(main())
