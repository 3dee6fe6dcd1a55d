# A hundred and fifty sleepers, most of them cancelled in waves: the heap is rebuilt.
import asyncio


async def main():
    tasks = [asyncio.create_task(asyncio.sleep(1 + number % 13)) for number in range(150)]
    for wave in range(3):
        await asyncio.sleep(0.2)
        for task in tasks[wave::4]:
            task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print(sum(isinstance(result, asyncio.CancelledError) for result in results))


asyncio.run(main())
