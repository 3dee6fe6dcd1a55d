# gather of futures that are done already.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in range(3)]
    for number, future in enumerate(futures):
        future.set_result(number)
    print(await asyncio.gather(*futures))
    future = loop.create_future()
    future.set_exception(KeyError("k"))
    try:
        await asyncio.gather(future, asyncio.sleep(1))
    except KeyError as error:
        print(repr(error))


asyncio.run(main())
