# Awaiting too deep: the coroutine that can't be entered any more has run, and failed.
import asyncio


async def deeper(n):
    return await deeper(n + 1)


async def main():
    for _ in range(2):
        try:
            await deeper(0)
        except RecursionError as error:
            print(type(error).__name__, error)
    print(await asyncio.sleep(0, "alive"))


asyncio.run(main())
