import asyncio


def fast():
    print("fast")


def due():
    print("due")


def extra():
    print("extra")


def first():
    print("first")
    asyncio.get_running_loop().call_soon(extra)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(1, due)
    await asyncio.sleep(1)
    loop.call_later(0.5, due)
    loop.call_soon(first)
    loop.call_soon(fast)
    await asyncio.sleep(2)


asyncio.run(main())
