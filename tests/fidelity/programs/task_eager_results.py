# Tasks that end at once, names, results asked too early.
import asyncio


async def at_once(value):
    return value


async def main():
    task = asyncio.create_task(at_once(1))
    for ask in (task.result, task.exception):
        try:
            ask()
        except asyncio.InvalidStateError as error:
            print(error)
    task.set_name("renamed")
    print(task.get_name(), task.done(), await task, task.done(), task.result(), task.exception(), task.cancel())
    other = asyncio.create_task(at_once(2), name=3)
    print(repr(other.get_name()), await other)
    results = [await each for each in [asyncio.create_task(at_once(n)) for n in range(3)]]
    print(results, asyncio.current_task().get_name(), len(asyncio.all_tasks()))
    cancelled = asyncio.create_task(at_once(4))
    cancelled.cancel("early")
    try:
        await cancelled
    except asyncio.CancelledError as error:
        print(error.args, cancelled.cancelled())
    for ask in (cancelled.result, cancelled.exception):
        try:
            ask()
        except asyncio.CancelledError as error:
            print(repr(error))


asyncio.run(main())
