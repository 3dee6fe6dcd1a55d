import asyncio


async def save(name):
    await asyncio.sleep(2)
    print("saved", name)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(save("letter"))
        group.create_task(save("photo"))
        await asyncio.sleep(1)
    print("bye")


asyncio.run(main())
