# Cancelling gather(return_exceptions=True): CancelledError, although all results are there.
import asyncio


async def work(name, stubborn):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        if not stubborn:
            raise
        await asyncio.sleep(1)
        return name


async def main():
    together = asyncio.gather(work("a", True), work("b", False), return_exceptions=True)
    await asyncio.sleep(1)
    together.cancel()
    try:
        print(await together)
    except asyncio.CancelledError:
        print("cancelled at", asyncio.get_running_loop().time())


asyncio.run(main())
