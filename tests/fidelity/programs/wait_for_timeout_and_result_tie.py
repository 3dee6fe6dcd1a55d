# The task's sleep and the timeout are due at the same instant.
import asyncio


async def main():
    for delay, timeout in ((1, 1), (0.1 + 0.2, 0.3), (0.3, 0.1 + 0.2)):
        try:
            print(await asyncio.wait_for(asyncio.sleep(delay, "slept"), timeout))
        except TimeoutError:
            print("timeout")
        print(asyncio.get_running_loop().time())


asyncio.run(main())
