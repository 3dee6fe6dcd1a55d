import asyncio


async def dig(lock, name):
    async with lock:
        try:
            await asyncio.sleep(10)
        finally:
            print(name, "puts the spade away")


async def main():
    lock = asyncio.Lock()
    try:
        async with asyncio.timeout(3):
            async with asyncio.TaskGroup() as group:
                for name in ("ann", "ben", "cem"):
                    group.create_task(dig(lock, name), name=name)
    except TimeoutError:
        print("too dark to dig")


asyncio.run(main())
