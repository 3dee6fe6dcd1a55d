# Tasks that wait for one future, an event and a lock at once.
import asyncio


async def waits(name, awaitable):
    await awaitable
    print(name)


async def holds(lock, name):
    async with lock:
        print(name)
        await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    future, event, lock = loop.create_future(), asyncio.Event(), asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        for number in range(3):
            group.create_task(waits(f"future {number}", asyncio.shield(future)))
            group.create_task(waits(f"event {number}", event.wait()))
            group.create_task(holds(lock, f"lock {number}"))
        await asyncio.sleep(0)
        event.set()
        future.set_result(None)
        print("set")
    print("end")


asyncio.run(main())
