import asyncio


async def polite():
    try:
        await asyncio.sleep(10)
    except Exception:
        print("polite: never printed")
    except asyncio.CancelledError:
        print("polite: tidying up")
        raise


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("stubborn: I go on")
    await asyncio.sleep(1)
    return "finished anyway"


async def main():
    tasks = [asyncio.create_task(polite(), name="polite"),
             asyncio.create_task(stubborn(), name="stubborn")]
    await asyncio.sleep(1)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for task in tasks:
        print(task.get_name(), "cancelled?", task.cancelled())


asyncio.run(main())
