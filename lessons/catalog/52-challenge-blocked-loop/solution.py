import asyncio
import time


def read_sensor():
    time.sleep(2)
    return 21.5


async def heartbeat():
    for _ in range(4):
        print("beat")
        await asyncio.sleep(1)


async def measure():
    await asyncio.sleep(0.5)
    print("sensor:", await asyncio.to_thread(read_sensor))


async def main():
    await asyncio.gather(heartbeat(), measure())


asyncio.run(main())
