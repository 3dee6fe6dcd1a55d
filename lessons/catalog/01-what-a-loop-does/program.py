import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "a callback")
    print("before the sleep")
    await asyncio.sleep(1)
    print("after the sleep")


asyncio.run(main())
