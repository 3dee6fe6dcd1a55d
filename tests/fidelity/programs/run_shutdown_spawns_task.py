# A task that is created during the clean-up is not awaited by it.
import asyncio


async def late():
    print("late starts")
    await asyncio.sleep(5)
    print("never printed")


async def stray():
    try:
        await asyncio.sleep(10)
    finally:
        asyncio.create_task(late())
        print("spawned")


async def main():
    asyncio.create_task(stray())
    await asyncio.sleep(0)


asyncio.run(main())
print("done")
