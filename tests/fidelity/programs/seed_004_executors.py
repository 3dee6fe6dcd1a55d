import time


def heavy_computation():
    print(sum(range(1000)))


import asyncio
import concurrent.futures

def blocking_io():
    # 同期的なブロッキング処理（例：重いファイル操作、同期ライブラリの呼び出し）
    time.sleep(3)
    return "結果"

async def main():
    loop = asyncio.get_event_loop()

    # ThreadPoolExecutor（I/Oバウンド向け）
    result = await loop.run_in_executor(None, blocking_io)  # Noneはデフォルトのexecutor

    # 明示的にExecutorを指定する場合
    with concurrent.futures.ThreadPoolExecutor() as executor:
        result = await loop.run_in_executor(executor, blocking_io)

    # ProcessPoolExecutor（CPUバウンド向け）
    with concurrent.futures.ProcessPoolExecutor() as executor:
        result = await loop.run_in_executor(executor, heavy_computation)

asyncio.run(main())
print("done")
