# read(n), readexactly() and readuntil() as data comes in pieces.
import asyncio


async def serve(reader, writer):
    for piece in (b"ab", b"cd\nef", b"gh--", b"ij", b"tail"):
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(0.1)
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8000)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
    print(await reader.read(1), await reader.read(100))
    print(await reader.readline())
    print(await reader.readuntil(b"--"))
    print(await reader.readexactly(3))
    try:
        await reader.readexactly(10)
    except asyncio.IncompleteReadError as error:
        print(error, error.partial, error.expected)
    print(await reader.read(), reader.at_eof())
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()


asyncio.run(main())
