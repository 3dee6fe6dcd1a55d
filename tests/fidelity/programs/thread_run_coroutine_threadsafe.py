# A loop in a thread of its own; coroutines are given to it from outside. [text only]
import asyncio
import concurrent.futures
import threading
import time


async def double(number, fails=False):
    await asyncio.sleep(0.2)
    if fails:
        raise LookupError("nothing")
    return number * 2, threading.current_thread().name


loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever, name="loop")
thread.start()
future = asyncio.run_coroutine_threadsafe(double(21), loop)
print(type(future).__module__, future.done())
print(future.result())
print(future.done(), future.cancelled())
try:
    asyncio.run_coroutine_threadsafe(double(1, fails=True), loop).result()
except LookupError as error:
    print(repr(error))
slow = asyncio.run_coroutine_threadsafe(asyncio.sleep(5), loop)
try:
    slow.result(timeout=0.4)
except concurrent.futures.TimeoutError:
    print("timeout", slow.cancel())
try:
    slow.result()
except concurrent.futures.CancelledError as error:
    print(repr(error))
try:
    asyncio.run_coroutine_threadsafe(double, loop)
except TypeError as error:
    print(error)
time.sleep(0.2)
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
print(thread.is_alive(), loop.is_running())
