# A program that is no Python: a syntax error with its line and caret, nothing runs.
import asyncio

print("never printed")


async def main()
    await asyncio.sleep(1)


asyncio.run(main())
