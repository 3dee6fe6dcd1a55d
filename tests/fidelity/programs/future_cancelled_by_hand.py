# Cancelling a future that a task awaits cancels the awaiting code, not the task's counter.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(1, future.cancel)
    try:
        await future
    except asyncio.CancelledError:
        print("cancelled", asyncio.current_task().cancelling(), future.cancelled())


asyncio.run(main())
