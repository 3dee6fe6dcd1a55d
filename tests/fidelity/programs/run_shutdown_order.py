# The clean-up cancels the remaining tasks in the order in which they were created.
import asyncio


async def stray(name, delay):
    try:
        await asyncio.sleep(delay)
    finally:
        print("ends", name)


async def main():
    for number in range(6):
        asyncio.create_task(stray(number, 10 - number))
    await asyncio.sleep(0)


asyncio.run(main())
