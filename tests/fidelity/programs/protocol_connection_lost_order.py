# connection_made, data_received, eof_received, connection_lost: in which order, on both sides.
import asyncio


class Told(asyncio.Protocol):
    def __init__(self, name):
        self.name = name

    def connection_made(self, transport):
        print(self.name, "made")
        self.transport = transport

    def data_received(self, data):
        print(self.name, "data", data)
        if data == b"stop":
            self.transport.close()
            print(self.name, "closing", self.transport.is_closing())

    def eof_received(self):
        print(self.name, "eof")

    def connection_lost(self, exc):
        print(self.name, "lost", exc)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Told("server"), "127.0.0.1", 8006)
    transport, protocol = await loop.create_connection(lambda: Told("client"), "127.0.0.1", 8006)
    transport.write(b"hello")
    await asyncio.sleep(0.1)
    transport.write(b"stop")
    transport.write(b" and more")
    await asyncio.sleep(0.1)
    transport, protocol = await loop.create_connection(lambda: Told("second"), "127.0.0.1", 8006)
    transport.abort()
    await asyncio.sleep(0.1)
    server.close()
    await server.wait_closed()


asyncio.run(main())
