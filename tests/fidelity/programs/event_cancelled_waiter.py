# A waiter that is cancelled leaves the event; one that was woken and then cancelled is cancelled.
import asyncio


async def main():
    event = asyncio.Event()
    first = asyncio.create_task(event.wait())
    second = asyncio.create_task(event.wait())
    await asyncio.sleep(0)
    first.cancel("one")
    await asyncio.sleep(0)
    print(len(event._waiters))
    event.set()
    second.cancel("two")
    for task in (first, second):
        try:
            print(await task)
        except asyncio.CancelledError as error:
            print("cancelled", error.args)
    print(len(event._waiters), event.is_set())


asyncio.run(main())
