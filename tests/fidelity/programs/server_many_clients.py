# Clients of one server, in the order in which they speak.
import asyncio


async def serve(reader, writer):
    name = await reader.readline()
    print("server:", name.decode().strip())
    await asyncio.sleep(float(name.split()[1]))
    writer.write(b"hello " + name)
    writer.close()


async def client(number, delay):
    reader, writer = await asyncio.open_connection("127.0.0.1", 8001)
    writer.write(f"client{number} {delay}\n".encode())
    print("client:", (await reader.read()).decode().strip())
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8001)
    async with server:
        await asyncio.gather(*(client(number, delay) for number, delay in enumerate([0.3, 0.1, 0.2])))
    print(server.is_serving(), server.sockets)


asyncio.run(main())
