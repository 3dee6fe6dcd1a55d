# asyncio.run: the value that main returns, and the iterations of an empty clean-up.
import asyncio


async def main():
    return 42


print(asyncio.run(main()))
