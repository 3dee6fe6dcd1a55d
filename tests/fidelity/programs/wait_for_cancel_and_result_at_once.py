# The result and a cancellation come in the same iteration: the result wins in 3.11.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    task = asyncio.create_task(asyncio.wait_for(future, 5))
    await asyncio.sleep(0)
    future.set_result("won")
    task.cancel()
    try:
        print(await task)
    except asyncio.CancelledError:
        print("cancelled")

    other = loop.create_future()
    task = asyncio.create_task(asyncio.wait_for(other, 5))
    await asyncio.sleep(0)
    task.cancel()
    other.set_result("too late")
    try:
        print(await task)
    except asyncio.CancelledError:
        print("cancelled")


asyncio.run(main())
