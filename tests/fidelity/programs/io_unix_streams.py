import asyncio
import os


async def main():
    path = f"/tmp/loopscope-{os.getpid()}.sock"

    async def serve(reader, writer):
        name = await reader.readuntil(b";")
        writer.write(b"hello " + name)
        await writer.drain()
        writer.close()

    server = await asyncio.start_unix_server(serve, path)
    reader, writer = await asyncio.open_unix_connection(path)
    writer.write(b"Ada;")
    print(await reader.read())
    writer.close()
    server.close()
    await server.wait_closed()


asyncio.run(main())
