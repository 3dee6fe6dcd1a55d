# The traceback of a group's errors.
import asyncio


async def fails(number):
    await asyncio.sleep(number)
    raise ValueError(f"number {number}")


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(fails(1))
        group.create_task(fails(1))


asyncio.run(main())
