# main cancels its own task: asyncio.run raises CancelledError.
import asyncio


async def main():
    asyncio.current_task().cancel("enough")
    print("still here")
    await asyncio.sleep(1)
    print("not here")


try:
    asyncio.run(main())
except asyncio.CancelledError as error:
    print("cancelled", error.args)
