# Cancelling a gather cancels all its children.
import asyncio


async def work(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise


async def main():
    together = asyncio.gather(work("a"), work("b"))
    await asyncio.sleep(1)
    print(together.cancel("all"), together.done())
    try:
        await together
    except asyncio.CancelledError as error:
        print("gather cancelled", error.args, together.cancelled())


asyncio.run(main())
