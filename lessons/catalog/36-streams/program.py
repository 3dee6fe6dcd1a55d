import asyncio


async def serve(reader, writer):
    while line := await reader.readline():
        print("server got", line)
        await asyncio.sleep(1)
        writer.write(line.upper())
        await writer.drain()
    print("server: one client has gone")
    writer.close()
    await writer.wait_closed()


async def client(name, port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"hello from {name}\n".encode())
    await writer.drain()
    print(name, "got", await reader.readline())
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        ada = asyncio.create_task(client("ada", port), name="ada")
        await asyncio.sleep(0.5)
        bob = asyncio.create_task(client("bob", port), name="bob")
        await asyncio.gather(ada, bob)
    print("the server is closed")


asyncio.run(main())
