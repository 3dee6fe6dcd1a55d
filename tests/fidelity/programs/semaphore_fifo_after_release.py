# A unit that is released while somebody waits goes to the first in the queue, not to who asks next.
import asyncio


async def taker(name, semaphore):
    await semaphore.acquire()
    print(name, repr(semaphore).partition("[")[2])


async def main():
    semaphore = asyncio.Semaphore(1)
    await semaphore.acquire()
    a = asyncio.create_task(taker("a", semaphore))
    b = asyncio.create_task(taker("b", semaphore))
    await asyncio.sleep(0)
    print(repr(semaphore).partition("[")[2])
    semaphore.release()
    print(semaphore.locked(), semaphore._value)
    c = asyncio.create_task(taker("c", semaphore))
    await asyncio.sleep(0)
    semaphore.release()
    semaphore.release()
    semaphore.release()
    await asyncio.gather(a, b, c)
    print(semaphore.locked(), semaphore._value)


asyncio.run(main())
