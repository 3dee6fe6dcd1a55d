# sleep's result argument, negative delays, whole numbers and fractions.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    for delay in (0, -1, 1, 0.25, True):
        print(await asyncio.sleep(delay, f"slept {delay}"), loop.time())


asyncio.run(main())
