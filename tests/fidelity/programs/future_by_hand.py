# A future that a callback sets; several tasks await it.
import asyncio


async def waiter(name, future):
    print(name, "waits")
    print(name, "got", await future)


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(1, future.set_result, "value")
    await asyncio.gather(*(waiter(name, future) for name in "abc"))
    print(future.done(), future.result())
    print(await future)


asyncio.run(main())
