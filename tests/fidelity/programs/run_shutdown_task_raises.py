# A stray task that raises when the clean-up cancels it: reported by the exception handler.
import asyncio


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise RuntimeError("cannot stop nicely")


async def main():
    asyncio.create_task(stubborn())
    await asyncio.sleep(1)
    print("main ends")


asyncio.run(main())
print("after")
