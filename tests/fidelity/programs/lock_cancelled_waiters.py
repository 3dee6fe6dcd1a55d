# Waiters that are cancelled before, while and after they are woken.
import asyncio


async def holder(lock):
    async with lock:
        await asyncio.sleep(1)
        print("holder lets go")


async def waiter(name, lock):
    try:
        async with lock:
            print(name, "has it")
            await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(name, "cancelled", lock.locked())
        raise


async def main():
    lock = asyncio.Lock()
    tasks = [asyncio.create_task(holder(lock))]
    tasks += [asyncio.create_task(waiter(name, lock)) for name in "abcd"]
    await asyncio.sleep(0.5)
    tasks[1].cancel()
    print(lock._waiters and len(lock._waiters))
    await asyncio.sleep(0.5)
    # The holder has just released: b is woken, and cancelled before it runs.
    tasks[2].cancel()
    await asyncio.sleep(0)
    print(len(lock._waiters), lock.locked())
    print(await asyncio.gather(*tasks, return_exceptions=True))


asyncio.run(main())
