# return_exceptions=True collects exceptions, cancellations included.
import asyncio


async def work(number):
    await asyncio.sleep(number)
    if number == 2:
        raise LookupError(number)
    return number


async def main():
    tasks = [asyncio.create_task(work(number)) for number in range(4)]
    asyncio.get_running_loop().call_later(1.5, tasks[3].cancel, "three")
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print(results, [isinstance(result, BaseException) for result in results])


asyncio.run(main())
