import asyncio


async def remaining(number):
    try:
        await asyncio.sleep(10)
    finally:
        print(f"{number}: ended")


async def main():
    remaining_tasks = [asyncio.create_task(remaining(1)), asyncio.create_task(remaining(2))]
    await asyncio.sleep(1)
    for task in remaining_tasks:
        task.cancel()
    # asyncio.run()が内部でやっていること（概念的なコード）
    group = asyncio.gather(*remaining_tasks, return_exceptions=True)
    print(await group)


asyncio.run(main())
