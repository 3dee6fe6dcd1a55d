# sys.exit in main: the clean-up happens, then the status is the exit status.
import asyncio
import sys


async def stray():
    try:
        await asyncio.sleep(10)
    finally:
        print("stray ends")


async def main():
    asyncio.create_task(stray())
    await asyncio.sleep(1)
    sys.exit(3)


asyncio.run(main())
