# Two tasks wait for each other through a gather; cancelling one never comes to an end.
import asyncio


async def wait_for(index, tasks):
    await asyncio.sleep(0)
    try:
        await asyncio.gather(tasks[index])
    except asyncio.CancelledError:
        print("cancelled", index)
        raise


async def main():
    tasks = []
    tasks.append(asyncio.create_task(wait_for(1, tasks)))
    tasks.append(asyncio.create_task(wait_for(0, tasks)))
    await asyncio.sleep(1)
    try:
        tasks[0].cancel()
    except RecursionError as error:
        print(type(error).__name__, str(error)[:32])
    print([task.done() for task in tasks])


try:
    asyncio.run(main())
except RecursionError:
    print("the clean-up cannot cancel them either")
