# Executors: map(), as_completed, exceptions, a full pool. [text only]
import asyncio
import concurrent.futures
import time


def work(number):
    time.sleep(0.05 * number)
    if number == 3:
        raise ValueError(number)
    return number * number


async def main():
    loop = asyncio.get_running_loop()
    with concurrent.futures.ThreadPoolExecutor(2, thread_name_prefix="pool") as pool:
        results = await asyncio.gather(*(loop.run_in_executor(pool, work, n) for n in (4, 1, 3, 2)), return_exceptions=True)
        print(results)
        print(list(pool.map(work, [2, 1, 0])))
        futures = {pool.submit(work, n): n for n in (2, 0, 1)}
        print(sorted(futures[f] for f in concurrent.futures.as_completed(futures)))
        print(await asyncio.wrap_future(pool.submit(work, 1)))
    try:
        pool.submit(work, 1)
    except RuntimeError as error:
        print(error)
    print(await asyncio.gather(*(asyncio.to_thread(work, n) for n in range(3))))


asyncio.run(main())
