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
    loop = asyncio.get_running_loop()
    print("debug mode:", loop.get_debug())
    await asyncio.gather(heartbeat(), bad_example())
    loop.set_debug(False)
    await asyncio.sleep(0)
    time.sleep(2)
    print("slept again, and nobody has told")


asyncio.run(main(), debug=True)
