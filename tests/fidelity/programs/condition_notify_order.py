# notify(n) wakes the first n; each of them has to get the lock again before it goes on.
import asyncio


async def consumer(name, condition):
    async with condition:
        print(name, "waits")
        print(name, "woken:", await condition.wait())
        await asyncio.sleep(1)


async def main():
    condition = asyncio.Condition()
    tasks = [asyncio.create_task(consumer(name, condition)) for name in "abcde"]
    await asyncio.sleep(0.1)
    print(repr(condition).partition("[")[2])
    async with condition:
        condition.notify(2)
        print(repr(condition).partition("[")[2])
        await asyncio.sleep(0.5)
    await asyncio.sleep(0)
    async with condition:
        print("main has the lock")
        condition.notify()
        condition.notify_all()
    await asyncio.gather(*tasks)


asyncio.run(main())
