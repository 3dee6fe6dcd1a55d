# The outer future is cancelled, then what is inside fails: nobody is told.
import asyncio


async def work():
    await asyncio.sleep(1)
    raise RuntimeError("unseen")


async def main():
    task = asyncio.create_task(work())
    outer = asyncio.shield(task)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("outer cancelled")
    await asyncio.sleep(2)
    print(task)


asyncio.run(main())
