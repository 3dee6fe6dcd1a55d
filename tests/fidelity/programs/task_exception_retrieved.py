# exception() retrieves; result() raises again; both of unfinished tasks raise InvalidStateError.
import asyncio


async def bad():
    await asyncio.sleep(1)
    raise ValueError("bad", 1)


async def main():
    task = asyncio.create_task(bad())
    for method in (task.result, task.exception):
        try:
            method()
        except asyncio.InvalidStateError as error:
            print(type(error).__name__, error)
    await asyncio.sleep(2)
    print(task.done(), task.cancelled(), repr(task.exception()))
    try:
        task.result()
    except ValueError as error:
        print(error.args, error is task.exception())


asyncio.run(main())
