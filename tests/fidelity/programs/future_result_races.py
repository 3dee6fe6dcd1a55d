# A future that is awaited, cancelled and set in the same iteration.
import asyncio


async def waits(name, future):
    try:
        print(name, await future)
    except asyncio.CancelledError:
        print(name, "cancelled", future.cancelled())
        raise


async def main():
    loop = asyncio.get_running_loop()
    for order in ("set cancel", "cancel set", "cancel-task set"):
        future = loop.create_future()
        task = asyncio.create_task(waits(order, future))
        await asyncio.sleep(0)
        for what in order.split():
            if what == "set" and not future.done():
                future.set_result("value")
            elif what == "cancel":
                print("future.cancel", future.cancel())
            elif what == "cancel-task":
                print("task.cancel", task.cancel())
        await asyncio.wait([task])
        print(order, task.cancelled(), future.cancelled(), future.done())


asyncio.run(main())
