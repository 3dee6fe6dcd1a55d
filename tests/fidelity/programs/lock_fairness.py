# A lock is handed on in the order in which it was asked for, and nobody overtakes the queue.
import asyncio


async def worker(name, lock, log):
    for turn in range(3):
        async with lock:
            log.append((name, turn))
            await asyncio.sleep(0)


async def main():
    lock = asyncio.Lock()
    log = []
    await asyncio.gather(*(worker(name, lock, log) for name in "abc"))
    print(log)
    print(lock.locked())


asyncio.run(main())
