# Children that add children; a failure among them.
import asyncio


async def spread(group, depth, name):
    print(name)
    await asyncio.sleep(0.1)
    if depth:
        for number in range(2):
            group.create_task(spread(group, depth - 1, f"{name}.{number}"))
    if name == "r.1.0":
        raise LookupError(name)


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(spread(group, 3, "r"))
    except* LookupError as errors:
        print(errors, [str(error) for error in errors.exceptions])
    try:
        group.create_task(asyncio.sleep(0))
    except RuntimeError as error:
        print(str(error).partition(" <")[0])


asyncio.run(main())
