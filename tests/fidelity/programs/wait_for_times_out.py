# A timeout cancels the task and waits for its end, however long that takes.
import asyncio


async def slow(clean_up):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print("cancelled", error.args)
        await asyncio.sleep(clean_up)
        print("cleaned up")
        raise


async def main():
    loop = asyncio.get_running_loop()
    for clean_up in (0, 2):
        try:
            await asyncio.wait_for(slow(clean_up), 1)
        except asyncio.TimeoutError as error:
            print(type(error), error.args, type(error.__cause__), loop.time())
    print(TimeoutError is asyncio.TimeoutError)


asyncio.run(main())
