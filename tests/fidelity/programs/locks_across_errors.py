# Locks that are released by errors and cancellations.
import asyncio


async def enters(name, lock, how):
    try:
        async with lock:
            print(name, "has it")
            await asyncio.sleep(1)
            if how == "fail":
                raise ValueError(name)
    finally:
        print(name, "leaves", lock.locked())


async def main():
    lock = asyncio.Lock()
    tasks = [asyncio.create_task(enters(name, lock, how)) for name, how in (("a", "fail"), ("b", ""), ("c", "fail"), ("d", ""))]
    await asyncio.sleep(0.5)
    tasks[1].cancel()
    asyncio.get_running_loop().call_later(1, tasks[2].cancel)
    print(await asyncio.gather(*tasks, return_exceptions=True))
    try:
        lock.release()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
