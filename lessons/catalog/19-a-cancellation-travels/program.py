import asyncio


async def inner():
    try:
        await asyncio.sleep(10)
    finally:
        print("inner: finally")


async def outer():
    try:
        await asyncio.create_task(inner(), name="inner")
    finally:
        print("outer: finally")


async def main():
    task = asyncio.create_task(outer(), name="outer")
    await asyncio.sleep(1)
    print("cancel:", task.cancel("enough"))
    print("cancelled yet?", task.cancelled())
    try:
        await task
    except asyncio.CancelledError as error:
        print("main: CancelledError", error.args)
    print("cancelled now?", task.cancelled())


asyncio.run(main())
