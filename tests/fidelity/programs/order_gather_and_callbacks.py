# gather's own callbacks among others of the same tasks.
import asyncio


async def work(value):
    await asyncio.sleep(value % 2)
    return value


async def main():
    tasks = [asyncio.create_task(work(value)) for value in range(4)]
    for task in tasks:
        task.add_done_callback(lambda t: print("before", t.result()))
    both = asyncio.gather(*tasks)
    both.add_done_callback(lambda f: print("gathered", f.result()))
    for task in tasks:
        task.add_done_callback(lambda t: print("after", t.result()))
    print(await both)
    nested = asyncio.gather(asyncio.gather(work(1), work(2)), work(3))
    nested.add_done_callback(lambda f: print("nested"))
    print(await nested, nested.done())


asyncio.run(main())
