# A task fails: the others are cancelled, the body too; all errors come together.
import asyncio


async def fails(delay):
    await asyncio.sleep(delay)
    raise ValueError(delay)


async def survivor(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        await asyncio.sleep(0.5)
        if name == "second":
            raise OSError("while cleaning up")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(1))
            group.create_task(fails(1))
            group.create_task(survivor("first"))
            group.create_task(survivor("second"))
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                print("body cancelled", group, asyncio.current_task().cancelling())
                raise
    except ExceptionGroup as error:
        print(error, error.exceptions, repr(error.__cause__), repr(error.__context__))
    print(asyncio.get_running_loop().time(), asyncio.current_task().cancelling())


asyncio.run(main())
