# asyncio.run: an exception of main reaches the caller after the clean-up.
import asyncio


async def main():
    asyncio.create_task(asyncio.sleep(5))
    await asyncio.sleep(1)
    raise ValueError("broken")


try:
    asyncio.run(main())
except ValueError as error:
    print("caught", repr(error))
