# sys.exit with a text: printed on standard error, status 1.
import asyncio
import sys


async def main():
    await asyncio.sleep(1)
    sys.exit("something is wrong")


asyncio.run(main())
