import asyncio
import time


async def heartbeat():
    loop = asyncio.get_running_loop()
    for i in range(4):
        print(f"{loop.time():.1f} beat")
        await asyncio.sleep(1)


async def bad_example():
    await asyncio.sleep(0.5)
    time.sleep(2)
    print("slept, and everybody with me")


async def main():
    await asyncio.gather(heartbeat(), bad_example())


asyncio.run(main(), debug=True)
