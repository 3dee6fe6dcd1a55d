# Names of tasks: given, by default, changed, of any type.
import asyncio


async def nothing():
    await asyncio.sleep(0)


async def main():
    tasks = [
        asyncio.create_task(nothing()),
        asyncio.create_task(nothing(), name="given"),
        asyncio.create_task(nothing(), name=7),
    ]
    tasks[0].set_name("renamed")
    print([task.get_name() for task in tasks])
    await asyncio.gather(*tasks)
    print(sorted(task.get_name() for task in asyncio.all_tasks()))


asyncio.run(main())
