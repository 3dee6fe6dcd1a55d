# Cancelling who waits for a thread: the thread goes on, and run() waits for it. [text only]
import asyncio
import time


def blocking():
    time.sleep(0.4)
    print("the thread has ended")
    return "result"


async def main():
    task = asyncio.create_task(asyncio.to_thread(blocking))
    await asyncio.sleep(0.2)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    try:
        await asyncio.wait_for(asyncio.to_thread(blocking), 0.08)
    except TimeoutError:
        print("timeout")
    print("main ends")


asyncio.run(main())
print("after run")
