# repr of a gather, pending and done.
import asyncio


async def main():
    together = asyncio.gather(asyncio.sleep(1, "one"), asyncio.sleep(0, "zero"))
    print(together)
    print(await together)
    print(together)


asyncio.run(main())
