# An exception in a done callback is logged; the others run.
import asyncio


def bad(task):
    raise RuntimeError("callback failed")


async def work():
    return 1


async def main():
    task = asyncio.create_task(work())
    task.add_done_callback(bad)
    task.add_done_callback(lambda task: print("second callback"))
    await task
    await asyncio.sleep(0)
    print("end")


asyncio.run(main())
