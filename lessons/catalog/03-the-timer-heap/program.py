import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(4, print, "four")
    loop.call_later(2, print, "two")
    three = loop.call_later(3, print, "three")
    loop.call_later(1, print, "one")
    three.cancel()
    await asyncio.sleep(5)

    for name in "ABCD":
        loop.call_later(1, print, name)
    await asyncio.sleep(2)


asyncio.run(main())
