# await on what can't be awaited.
import asyncio


async def main():
    for value in (5, "text", [1], None, main):
        try:
            await value
        except TypeError as error:
            print(error)


asyncio.run(main())
