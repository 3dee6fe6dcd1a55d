# A writer that nobody has closed closes its connection when it goes: the other side sees the end.
import asyncio


async def main():
    seen = asyncio.get_running_loop().create_future()

    async def serve(reader, writer):
        print("server got", await reader.readline())
        print("server got", await reader.read())
        writer.close()
        seen.set_result(None)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    async def forget():
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"hello\n")
        await writer.drain()
        await asyncio.sleep(0.1)
        print("going")

    await forget()
    await asyncio.wait_for(seen, 5)
    server.close()
    await server.wait_closed()


asyncio.run(main())
