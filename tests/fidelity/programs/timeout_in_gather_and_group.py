# timeout() around gather() and around a group.
import asyncio


async def job(name, delay):
    try:
        await asyncio.sleep(delay)
        print(name, "finished")
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    try:
        async with asyncio.timeout(2):
            print(await asyncio.gather(job("a", 1), job("b", 3), job("c", 4)))
    except TimeoutError:
        print("gather timed out")
    try:
        async with asyncio.timeout(2):
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(job(name, delay)) for name, delay in (("d", 1), ("e", 3))]
    except TimeoutError as error:
        print("group timed out", repr(error.__cause__), tasks[1].cancelled())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(job("f", 3))
            async with asyncio.timeout(1):
                await asyncio.sleep(5)
    except* TimeoutError as errors:
        print(errors.exceptions)


asyncio.run(main())
