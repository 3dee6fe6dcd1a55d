# Several tasks await one task: they wake in the order in which they began to wait.
import asyncio


async def work():
    await asyncio.sleep(1)
    raise ValueError("shared")


async def waiter(name, task):
    try:
        await task
    except ValueError as error:
        print(name, error)
        return error


async def main():
    task = asyncio.create_task(work())
    errors = await asyncio.gather(*(waiter(name, task) for name in "cab"))
    print(len({id(error) for error in errors}))


asyncio.run(main())
