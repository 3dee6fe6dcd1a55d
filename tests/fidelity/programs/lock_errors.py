# What a lock refuses; what it looks like.
import asyncio


async def main():
    lock = asyncio.Lock()
    try:
        lock.release()
    except RuntimeError as error:
        print(type(error).__name__, error)
    print(await lock.acquire(), lock.locked())
    print(repr(lock).split(" at ")[0], repr(lock).split()[-1])
    task = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    print(repr(lock).partition("[")[2])
    print(task)
    lock.release()
    print(await task)
    try:
        with lock:
            pass
    except TypeError as error:
        print(error)
    try:
        await lock
    except TypeError as error:
        print(error)


asyncio.run(main())
