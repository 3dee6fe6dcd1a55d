# A cancellation that was asked is delivered at the next await that suspends.
import asyncio


async def nothing():
    return 1


async def main():
    asyncio.current_task().cancel()
    print(await nothing())
    try:
        await asyncio.sleep(0)
        print("not reached")
    except asyncio.CancelledError:
        print("delivered at sleep(0)")


asyncio.run(main())
