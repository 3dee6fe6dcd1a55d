# A task that is cancelled before its first step: its body never runs.
import asyncio


async def work():
    print("never")


async def main():
    task = asyncio.create_task(work())
    print(task.cancel(), task.cancelling(), task.cancelled())
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", error.args)
    print(task.cancelled(), task.done())


asyncio.run(main())
