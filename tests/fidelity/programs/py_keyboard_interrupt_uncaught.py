# KeyboardInterrupt that nobody catches.
import asyncio


async def main():
    await asyncio.sleep(1)
    raise KeyboardInterrupt


asyncio.run(main())
