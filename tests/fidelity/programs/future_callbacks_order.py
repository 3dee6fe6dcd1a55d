# Done callbacks are called in the order in which they were added, in the next iteration.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    for name in ("one", "two", "three"):
        future.add_done_callback(lambda future, name=name: print(name, future.result()))
    loop.call_soon(future.set_result, 1)
    loop.call_soon(print, "after set_result")
    await asyncio.sleep(0)
    print("one iteration on")
    await asyncio.sleep(0)
    print("two iterations on")


asyncio.run(main())
