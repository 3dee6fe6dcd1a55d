# get_stack() and print_stack(): where a task is parked, or where it failed.
import asyncio
import sys


async def inner():
    await asyncio.sleep(1)


async def outer():
    await inner()


async def fails():
    def deeper():
        raise ValueError("here")

    deeper()


async def main():
    task = asyncio.create_task(outer(), name="parked")
    task.print_stack(file=sys.stdout)
    await asyncio.sleep(0)
    for frame in task.get_stack():
        print(frame.f_code.co_name, frame.f_lineno)
    print(len(task.get_stack(limit=1)), len(task.get_stack(limit=0)))
    task.print_stack(file=sys.stdout)
    task.print_stack()
    task.print_stack(limit=0, file=sys.stderr)
    await task
    print(task.get_stack())
    task.print_stack(file=sys.stdout)
    failing = asyncio.create_task(fails(), name="failing")
    await asyncio.wait([failing])
    for frame in failing.get_stack():
        if frame.f_code.co_filename == __file__:
            print(frame.f_code.co_name, frame.f_lineno)
    failing.print_stack(file=sys.stderr)
    print(repr(failing.exception()))


asyncio.run(main())
