# Tasks that wait for each other in a chain wake one iteration after another.
import asyncio


async def link(number, previous):
    value = await previous
    print("link", number, value)
    return value + 1


async def main():
    loop = asyncio.get_running_loop()
    first = loop.create_future()
    task = first
    for number in range(5):
        task = asyncio.create_task(link(number, task))
    loop.call_later(1, first.set_result, 10)
    print(await task)


asyncio.run(main())
