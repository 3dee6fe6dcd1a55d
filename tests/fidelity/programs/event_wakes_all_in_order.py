# set() wakes all waiters in order; clear() right after it doesn't take that back.
import asyncio


async def waiter(name, event):
    print(name, await event.wait(), event.is_set())


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(name, event)) for name in "abc"]
    await asyncio.sleep(0)
    print(repr(event).partition("[")[2])
    event.set()
    event.clear()
    print(repr(event).partition("[")[2])
    late = asyncio.create_task(waiter("late", event))
    await asyncio.gather(*tasks)
    event.set()
    event.set()
    await late
    print(await event.wait())


asyncio.run(main())
