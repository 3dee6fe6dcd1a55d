# finally blocks may await; a second cancellation interrupts them.
import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleaning")
        await asyncio.sleep(2)
        print("cleaned")


async def main():
    first = asyncio.create_task(work(), name="first")
    second = asyncio.create_task(work(), name="second")
    await asyncio.sleep(1)
    first.cancel()
    second.cancel()
    await asyncio.sleep(1)
    second.cancel()
    print(await asyncio.gather(first, second, return_exceptions=True))


asyncio.run(main())
