# asyncio.Future() made inside and outside of a running loop.
import asyncio


async def main():
    future = asyncio.Future()
    asyncio.get_running_loop().call_later(1, future.set_result, "made")
    print(await future, future.get_loop() is asyncio.get_running_loop())


asyncio.run(main())
loop = asyncio.new_event_loop()
future = asyncio.Future(loop=loop)
loop.call_soon(future.set_exception, KeyError("outside"))
try:
    loop.run_until_complete(future)
except KeyError as error:
    print(repr(error))
loop.close()
