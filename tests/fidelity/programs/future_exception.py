# set_exception with a class and an instance; StopIteration is refused.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    for value in (ValueError, KeyError("key"), StopIteration):
        future = loop.create_future()
        try:
            future.set_exception(value)
            await future
        except Exception as error:
            print(repr(error))


asyncio.run(main())
