# An uncaught exception that came out of a gathered task.
import asyncio


async def bad(number):
    await asyncio.sleep(number)
    if number == 2:
        raise ArithmeticError(f"number {number}")


async def main():
    await asyncio.gather(bad(1), bad(2), bad(3))


asyncio.run(main())
