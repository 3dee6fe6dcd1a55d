# A future's exception that nobody retrieves.
import asyncio


async def main():
    future = asyncio.get_running_loop().create_future()
    future.set_exception(OSError(5, "input/output"))
    del future
    await asyncio.sleep(0)
    print("end")


asyncio.run(main())
