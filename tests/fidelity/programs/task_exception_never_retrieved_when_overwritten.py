# The report comes when the last reference to the task goes, not when the task fails.
import asyncio


async def bad(name):
    raise ValueError(name)


async def main():
    task = asyncio.create_task(bad("first"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    asyncio.get_running_loop().set_exception_handler(
        lambda loop, context: print("report:", context["message"], context["exception"])
    )
    print("before")
    task = None
    print("after")
    task = asyncio.create_task(bad("second"))
    await asyncio.sleep(1)
    task.exception()
    task = None
    print("end")


asyncio.run(main())
