# Ports that are texts, none and unknown [text only]
import asyncio


async def greet(reader, writer):
    writer.write(b"hi")
    await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(greet, "127.0.0.1", "0")
    port = server.sockets[0].getsockname()[1]
    for host in ("127.0.0.1", "localhost"):
        reader, writer = await asyncio.open_connection(host, str(port))
        print(await reader.read())
        writer.close()
    for wrong in ("nosuchservice", None):
        try:
            await asyncio.open_connection("127.0.0.1", wrong)
        except OSError as error:
            print(type(error).__name__)
    server.close()


asyncio.run(main())
