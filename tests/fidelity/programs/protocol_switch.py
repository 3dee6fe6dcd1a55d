# set_protocol(): another protocol takes over.
import asyncio


class First(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        print("first", data)
        self.transport.set_protocol(Second(self.transport))


class Second(asyncio.BufferedProtocol):
    def __init__(self, transport):
        self.transport = transport
        self.buffer = bytearray(4)

    def get_buffer(self, sizehint):
        return self.buffer

    def buffer_updated(self, nbytes):
        print("second", bytes(self.buffer[:nbytes]))

    def connection_lost(self, exc):
        print("second lost", exc)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(First, "127.0.0.1", 8007)
    transport, _ = await loop.create_connection(asyncio.Protocol, "127.0.0.1", 8007)
    for data in (b"one", b"two", b"three"):
        transport.write(data)
        await asyncio.sleep(0.1)
    transport.close()
    await asyncio.sleep(0.1)
    server.close()


asyncio.run(main())
