# call_later(task.cancel): its label is Task.cancel.
import asyncio


async def main():
    task = asyncio.current_task()
    asyncio.get_running_loop().call_later(1, task.cancel, "late")
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError as error:
        print("cancelled", error)


asyncio.run(main())
