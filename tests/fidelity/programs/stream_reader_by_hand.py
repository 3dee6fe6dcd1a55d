# A StreamReader that is fed by hand.
import asyncio


async def main():
    reader = asyncio.StreamReader(limit=8)
    print(reader)
    reader.feed_data(b"one\ntwo\nthree")
    print(reader, await reader.readline(), await reader.read(2), reader.at_eof())
    asyncio.get_running_loop().call_later(1, reader.feed_data, b"!\n")
    print(await reader.readline(), await reader.readline())
    waiting = asyncio.create_task(reader.read(1))
    await asyncio.sleep(0)
    try:
        await reader.readline()
    except RuntimeError as error:
        print(error)
    reader.feed_data(b"0123456789abcdef")
    print(await waiting)
    for call in (reader.readline, lambda: reader.readuntil(b"x"), lambda: reader.readexactly(-1), lambda: reader.readuntil(b"")):
        try:
            print(await call())
        except Exception as error:
            print(type(error).__name__, error)
    reader.feed_eof()
    print(await reader.read(), await reader.read(), await reader.readline(), reader.at_eof(), reader)
    broken = asyncio.StreamReader()
    waiting = asyncio.create_task(broken.readline())
    await asyncio.sleep(0)
    broken.set_exception(ConnectionResetError("gone"))
    for each in (waiting, broken.read(1), broken.readexactly(1)):
        try:
            await each
        except ConnectionResetError as error:
            print("reset", error)
    print(broken.exception())


asyncio.run(main())
