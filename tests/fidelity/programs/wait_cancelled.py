# Who waits is cancelled: those waited for go on, and nothing stays registered with them.
import asyncio


async def job(delay):
    await asyncio.sleep(delay)
    return delay


async def main():
    tasks = [asyncio.create_task(job(1)), asyncio.create_task(job(2))]
    waiting = asyncio.create_task(asyncio.wait(tasks, timeout=5))
    await asyncio.sleep(0.5)
    print(tasks[0])
    waiting.cancel()
    try:
        await waiting
    except asyncio.CancelledError:
        print("cancelled")
    print(tasks[0])
    print(await tasks[0], await tasks[1])


asyncio.run(main())
