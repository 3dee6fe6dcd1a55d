# A child that is cancelled alone: gather raises CancelledError, the others run on.
import asyncio


async def work(name, delay):
    await asyncio.sleep(delay)
    print(name)


async def main():
    tasks = [asyncio.create_task(work(name, 2)) for name in "abc"]
    asyncio.get_running_loop().call_later(1, tasks[1].cancel)
    try:
        await asyncio.gather(*tasks)
    except asyncio.CancelledError:
        print("gather raised CancelledError", asyncio.current_task().cancelling())
    await asyncio.sleep(2)


asyncio.run(main())
