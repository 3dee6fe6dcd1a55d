# [text only]
import asyncio


async def attempt(what):
    try:
        print("got", await what)
    except Exception as error:
        print(type(error).__name__, error)


async def main():
    reader = asyncio.StreamReader(limit=10)
    reader.feed_data(b"one\ntwo\nabcdefghijklmnop\nlast")
    await attempt(reader.readline())
    await attempt(reader.readexactly(2))
    await attempt(reader.readuntil(b"o\n"))
    await attempt(reader.readline())
    await attempt(reader.read(2))
    waiting = asyncio.create_task(attempt(reader.readexactly(20)))
    await asyncio.sleep(0)
    await attempt(reader.read(1))
    await attempt(reader.readexactly(30))
    reader.feed_eof()
    await waiting
    await attempt(reader.read())
    print(reader.at_eof())
    try:
        asyncio.StreamReader(limit=0)
    except ValueError as error:
        print(error)


asyncio.run(main())
