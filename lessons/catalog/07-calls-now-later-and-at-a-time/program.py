import asyncio


def note(text):
    loop = asyncio.get_running_loop()
    print(f"{loop.time():.1f}", text)


def chain():
    note("chain")
    asyncio.get_running_loop().call_soon(note, "after chain")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(2, note, "later")
    loop.call_at(loop.time() + 1, note, "at one")
    loop.call_soon(chain)
    loop.call_soon(note, "soon")
    never: asyncio.Handle = loop.call_later(1.5, note, "never")
    note("main")
    await asyncio.sleep(1)
    never.cancel()
    await asyncio.sleep(2)


asyncio.run(main())
