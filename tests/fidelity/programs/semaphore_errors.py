# What semaphores refuse.
import asyncio


async def main():
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print(error)
    try:
        asyncio.BoundedSemaphore(-1)
    except ValueError as error:
        print(error)
    bounded = asyncio.BoundedSemaphore(2)
    await bounded.acquire()
    bounded.release()
    try:
        bounded.release()
    except ValueError as error:
        print(error)
    plain = asyncio.Semaphore()
    plain.release()
    print(plain._value, repr(plain).partition("[")[2], repr(bounded).partition("[")[2])
    print(isinstance(bounded, asyncio.Semaphore))
    zero = asyncio.Semaphore(0)
    print(zero.locked(), repr(zero).partition("[")[2])


asyncio.run(main())
