import asyncio


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        print("server: made")

    def data_received(self, data):
        print("server: data", data)
        self.transport.write(data[::-1])

    def eof_received(self):
        print("server: eof")

    def connection_lost(self, exc):
        print("server: lost", exc)


class Client(asyncio.Protocol):
    def __init__(self, done):
        self.done = done

    def connection_made(self, transport):
        self.transport = transport
        transport.write(b"abc")

    def data_received(self, data):
        print("client: data", data)
        self.transport.close()

    def connection_lost(self, exc):
        print("client: lost", exc)
        self.done.set_result(None)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Echo, "127.0.0.1", 0)
    done = loop.create_future()
    transport, protocol = await loop.create_connection(
        lambda: Client(done), *server.sockets[0].getsockname())
    print(type(protocol).__name__, transport.get_write_buffer_limits(), transport.is_closing())
    await done
    await asyncio.sleep(0.1)
    server.close()
    await server.wait_closed()
    for wrong in ({"host": "x", "port": 1, "sock": object()}, {}):
        try:
            await loop.create_connection(asyncio.Protocol, **wrong)
        except ValueError as error:
            print(error)


asyncio.run(main())
