# A thread that works while the loop goes on; call_soon_threadsafe from it. [text only]
import asyncio
import threading
import time


def work(loop, queue):
    for number in range(3):
        time.sleep(0.1)
        loop.call_soon_threadsafe(queue.put_nowait, number)
    loop.call_soon_threadsafe(queue.put_nowait, None)
    return threading.current_thread() is not threading.main_thread()


async def main():
    loop, queue = asyncio.get_running_loop(), asyncio.Queue()
    job = loop.run_in_executor(None, work, loop, queue)
    while (item := await queue.get()) is not None:
        print("item", item)
    print(await job)
    answer = asyncio.run_coroutine_threadsafe(asyncio.sleep(0.01, "slept"), loop)
    print(await asyncio.wrap_future(answer))


asyncio.run(main())
