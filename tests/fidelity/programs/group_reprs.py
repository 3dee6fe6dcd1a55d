# Callbacks of tasks in groups and timeouts, as repr() shows them.
import asyncio


async def child():
    await asyncio.sleep(1)


async def main():
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as group:
        task = group.create_task(child(), name="child")
        await asyncio.sleep(0)
        print(task)
    print(task)
    async with asyncio.timeout(5) as limit:
        print(str(limit._timeout_handler).split("bound")[0])
        await asyncio.sleep(0)
    done = asyncio.as_completed([asyncio.create_task(child(), name="awaited")], timeout=7)
    first = next(done)
    print([t for t in asyncio.all_tasks() if t.get_name() == "awaited"])
    await first
    print(asyncio.gather(loop.create_future(), return_exceptions=True))


asyncio.run(main())
