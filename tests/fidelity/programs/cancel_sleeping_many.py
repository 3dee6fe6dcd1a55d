# Cancelled sleeps leave their timers in the heap until they reach its head.
import asyncio


async def main():
    tasks = [asyncio.create_task(asyncio.sleep(delay)) for delay in (5, 3, 8, 1, 9, 2)]
    await asyncio.sleep(0.5)
    for task in tasks[::2]:
        task.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(4)
    print([task.done() for task in tasks])


asyncio.run(main())
