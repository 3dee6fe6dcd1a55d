# call_soon, new tasks, futures' callbacks and sleep(0) in one iteration.
import asyncio


async def step(name, times):
    for number in range(times):
        print(name, number)
        await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_soon(print, "soon 1")
    task = asyncio.create_task(step("a", 3))
    loop.call_soon(print, "soon 2")
    future.add_done_callback(lambda f: print("callback 1"))
    other = asyncio.create_task(step("b", 2))
    future.set_result(None)
    future.add_done_callback(lambda f: print("callback 2"))
    loop.call_soon(loop.call_soon, print, "soon in soon")
    print("main waits")
    await future
    print("main goes on")
    await asyncio.wait([task, other])
    print("end")


asyncio.run(main())
