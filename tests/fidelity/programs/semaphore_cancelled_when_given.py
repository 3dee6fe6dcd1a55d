# A task that is cancelled when it was just given a unit passes it on.
import asyncio


async def taker(name, semaphore):
    try:
        await semaphore.acquire()
        print(name, "got one")
    except asyncio.CancelledError:
        print(name, "cancelled, value", semaphore._value)
        raise


async def main():
    semaphore = asyncio.Semaphore(0)
    tasks = [asyncio.create_task(taker(name, semaphore)) for name in "abcd"]
    await asyncio.sleep(0)
    tasks[1].cancel()
    await asyncio.sleep(0)
    semaphore.release()
    tasks[0].cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    semaphore.release()
    print(await asyncio.gather(*tasks, return_exceptions=True))
    print(semaphore._value, semaphore.locked(), len(semaphore._waiters))


asyncio.run(main())
