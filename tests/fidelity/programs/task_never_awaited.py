# A coroutine that nobody awaits: a RuntimeWarning when it is freed.
import asyncio


async def forgotten():
    print("never")


async def main():
    forgotten()
    await asyncio.sleep(0)
    print("end")


asyncio.run(main())
