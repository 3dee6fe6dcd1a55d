# Semaphores whose waiters are cancelled as they are woken.
import asyncio


async def use(name, semaphore, seconds=0.1):
    try:
        async with semaphore:
            print(name, "in", semaphore.locked())
            await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise
    print(name, "out")


async def main():
    semaphore = asyncio.Semaphore(1)
    tasks = [asyncio.create_task(use(number, semaphore)) for number in range(5)]
    await asyncio.sleep(0.05)
    tasks[1].cancel()
    await asyncio.sleep(0.05)
    tasks[2].cancel()
    print(await asyncio.gather(*tasks, return_exceptions=True))
    print(semaphore.locked(), repr(semaphore).partition("[")[2])
    async with asyncio.BoundedSemaphore(2) as nothing:
        print(nothing)


asyncio.run(main())
