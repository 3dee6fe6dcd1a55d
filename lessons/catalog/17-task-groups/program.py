import asyncio


async def fetch(url, delay, fails=False):
    try:
        await asyncio.sleep(delay)
        if fails:
            raise ValueError(url + " is gone")
        return "page of " + url
    except asyncio.CancelledError:
        print(url, "cancelled")
        raise


async def main():
    async with asyncio.TaskGroup() as tg:
        task1 = tg.create_task(fetch("url1", 1))
        task2 = tg.create_task(fetch("url2", 2))
    print(task1.result(), "and", task2.result())

    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fetch("url3", 2), name="url3")
            tg.create_task(fetch("url4", 1, fails=True), name="url4")
            await asyncio.sleep(5)
            print("never printed")
    except* ValueError as eg:
        for exc in eg.exceptions:
            print("error:", exc)


asyncio.run(main())
