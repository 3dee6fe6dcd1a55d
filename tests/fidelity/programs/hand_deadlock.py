# A loop that nothing can wake: a future that nobody sets.
import asyncio


async def main():
    print("waiting")
    await asyncio.get_running_loop().create_future()
    print("never")


asyncio.run(main())
