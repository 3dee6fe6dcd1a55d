# A cancellation while wait() gets its lock back is kept until it has the lock.
import asyncio


async def waits(condition):
    async with condition:
        try:
            await condition.wait()
        except asyncio.CancelledError:
            print("cancelled, lock held:", condition.locked())
            raise


async def main():
    condition = asyncio.Condition()
    task = asyncio.create_task(waits(condition))
    await asyncio.sleep(0)
    async with condition:
        condition.notify()
        await asyncio.sleep(1)
        task.cancel("first")
        await asyncio.sleep(1)
        task.cancel("second")
        await asyncio.sleep(1)
        print("releasing", task.cancelling())
    try:
        await task
    except asyncio.CancelledError as error:
        print("task cancelled", error.args)
    print(condition.locked())

    other = asyncio.create_task(waits(condition))
    await asyncio.sleep(0)
    other.cancel("while waiting")
    try:
        await other
    except asyncio.CancelledError as error:
        print("task cancelled", error.args)
    print(condition.locked(), len(condition._waiters))


asyncio.run(main())
