# A condition has to be locked; it may share its lock.
import asyncio


async def main():
    lock = asyncio.Lock()
    condition = asyncio.Condition(lock)
    other = asyncio.Condition(lock=lock)
    for attempt in (condition.notify, condition.notify_all, condition.release):
        try:
            attempt()
        except RuntimeError as error:
            print(error)
    try:
        await condition.wait()
    except RuntimeError as error:
        print(error)
    async with condition:
        print(other.locked(), lock.locked())
        other.notify_all()
    print(await other.acquire(), condition.locked())
    condition.release()
    print(lock.locked())


asyncio.run(main())
