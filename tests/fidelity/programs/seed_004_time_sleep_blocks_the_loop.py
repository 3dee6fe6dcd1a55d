import asyncio
import time


async def some_async_work():
    await asyncio.sleep(1)

async def ticker():
    for tick in range(3):
        print(f"tick {tick} at {time.monotonic():.1f}")
        await asyncio.sleep(1)

  async def bad_example():
      time.sleep(5)  # ← これでイベントループが5秒止まる。他のタスクも全部止まる
      await some_async_work()

async def main():
    await asyncio.gather(ticker(), bad_example())

asyncio.run(main())
