# An exception that nobody catches ends the program with status 1 and a traceback.
import asyncio


async def inner():
    await asyncio.sleep(1)
    return 1 / 0


async def main():
    try:
        await inner()
    finally:
        print("finally")


asyncio.run(main())
