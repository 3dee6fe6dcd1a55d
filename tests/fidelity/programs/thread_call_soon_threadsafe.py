# Threads that tell the loop with call_soon_threadsafe(). [text only]
import asyncio
import threading
import time


def producer(name, loop, queue, delay):
    for number in range(3):
        time.sleep(delay)
        loop.call_soon_threadsafe(queue.put_nowait, f"{name}{number}")


async def main():
    loop = asyncio.get_running_loop()
    queue = asyncio.Queue()
    threads = [
        threading.Thread(target=producer, args=(name, loop, queue, delay))
        for name, delay in (("a", 0.2), ("b", 0.28))
    ]
    for thread in threads:
        thread.start()
    for _ in range(6):
        print(await queue.get())
    for thread in threads:
        thread.join()
        print(thread.is_alive())


asyncio.run(main())
