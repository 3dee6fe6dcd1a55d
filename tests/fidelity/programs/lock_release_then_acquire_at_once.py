# The task that releases a lock asks again at once: the waiter that was woken comes first.
import asyncio


async def greedy(lock):
    await lock.acquire()
    await asyncio.sleep(1)
    lock.release()
    print("released", lock.locked(), lock)
    await lock.acquire()
    print("greedy has it again")
    lock.release()


async def patient(lock):
    await asyncio.sleep(0.5)
    await lock.acquire()
    print("patient has it")
    await asyncio.sleep(1)
    lock.release()


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(greedy(lock), patient(lock))


asyncio.run(main())
