import asyncio


async def save():
    await asyncio.sleep(2)
    print("saved")


async def careless():
    await save()


async def careful():
    inner = asyncio.create_task(save(), name="inner")
    try:
        await asyncio.shield(inner)
    except asyncio.CancelledError:
        print("cancelled, but the saving goes on")
        await inner
        asyncio.current_task().uncancel()
        print("requests left:", asyncio.current_task().cancelling())


async def main():
    for work in (careless(), careful()):
        task = asyncio.create_task(work)
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.wait([task])
        print("cancelled?", task.cancelled())


asyncio.run(main())
