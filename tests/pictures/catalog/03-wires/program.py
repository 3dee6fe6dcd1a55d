import asyncio


async def serve(reader, writer):
    while line := await reader.readline():
        await asyncio.sleep(1)
        writer.write(line.upper())
    writer.close()


async def call(name, port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"hello from {name}\n".encode())
    print(name, await reader.readline())
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8888)
    async with server:
        await asyncio.gather(call("ann", 8888), call("ben", 8888))


asyncio.run(main())
