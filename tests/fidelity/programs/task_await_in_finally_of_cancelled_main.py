# main is cancelled by a stray task; its finally block runs to the end.
import asyncio


async def killer(task):
    await asyncio.sleep(1)
    print("kill", task.cancel())


async def main():
    killing = asyncio.create_task(killer(asyncio.current_task()))
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(1)
        print("cleaned up", killing.done())


try:
    asyncio.run(main())
except asyncio.CancelledError:
    print("cancelled")
