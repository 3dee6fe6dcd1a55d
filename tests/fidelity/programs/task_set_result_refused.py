# Tasks take no result from outside.
import asyncio


async def main():
    task = asyncio.current_task()
    for action in (lambda: task.set_result(1), lambda: task.set_exception(ValueError())):
        try:
            action()
        except RuntimeError as error:
            print(error)


asyncio.run(main())
