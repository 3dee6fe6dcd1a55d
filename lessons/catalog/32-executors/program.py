import asyncio
import concurrent.futures
import time


def blocking_io():
    # 同期的なブロッキング処理
    time.sleep(3)
    return "結果"


async def heartbeat():
    while True:
        print("beat")
        await asyncio.sleep(0.7)


async def main():
    heart = asyncio.create_task(heartbeat(), name="heart")
    loop = asyncio.get_running_loop()

    # Noneはデフォルトのexecutor
    result = await loop.run_in_executor(None, blocking_io)
    print("default:", result)

    with concurrent.futures.ThreadPoolExecutor(max_workers=1) as executor:
        results = await asyncio.gather(
            loop.run_in_executor(executor, time.sleep, 1),
            loop.run_in_executor(executor, time.sleep, 1))
    print("one worker, two jobs:", results)

    loop.set_default_executor(concurrent.futures.ThreadPoolExecutor(max_workers=1))
    print("to_thread:", await asyncio.to_thread(blocking_io))
    heart.cancel()


asyncio.run(main())
