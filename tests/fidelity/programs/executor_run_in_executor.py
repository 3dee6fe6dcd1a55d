# run_in_executor(): time.sleep in a thread does not stop the loop. [text only]
import asyncio
import time


def blocking(name, delay):
    time.sleep(delay)
    print(name, "slept")
    return name


async def ticker():
    for tick in range(3):
        print("tick", tick)
        await asyncio.sleep(0.4)


async def main():
    loop = asyncio.get_running_loop()
    ticks = asyncio.create_task(ticker())
    print(await loop.run_in_executor(None, blocking, "one", 0.6))
    await ticks
    print(await asyncio.gather(*(loop.run_in_executor(None, blocking, n, d)
                                 for n, d in (("a", 0.6), ("b", 0.2), ("c", 0.4)))))


asyncio.run(main())
