# A pool of one's own: fewer workers than jobs, names of threads, map(). [text only]
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from threading import current_thread


def job(number):
    time.sleep(0.2)
    return number * number


def name(number):
    time.sleep(0.08 * number)
    return current_thread().name


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=2, thread_name_prefix="pool") as pool:
        print(await asyncio.gather(*(loop.run_in_executor(pool, job, n) for n in range(5))))
        print(list(pool.map(job, range(4))))
        print(sorted(set(pool.map(name, (1, 2, 1, 2)))))
    try:
        await loop.run_in_executor(pool, job, 1)
    except RuntimeError as error:
        print(error)
    loop.set_default_executor(ThreadPoolExecutor(1, "mine"))
    print(await loop.run_in_executor(None, name, 1))
    try:
        loop.set_default_executor("pool")
    except TypeError as error:
        print(error)
    await loop.shutdown_default_executor()
    try:
        await loop.run_in_executor(None, job, 1)
    except RuntimeError as error:
        print(error)


asyncio.run(main())
