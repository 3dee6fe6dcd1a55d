import asyncio


class Slow(asyncio.Protocol):
    def __init__(self, lost):
        self.lost = lost
        self.got = 0

    def connection_made(self, transport):
        print("server: connection made, pause_reading")
        transport.pause_reading()
        asyncio.get_running_loop().call_later(1, transport.resume_reading)

    def data_received(self, data):
        self.got += len(data)

    def connection_lost(self, exc):
        self.lost.set_result(self.got)


class Hasty(asyncio.Protocol):
    def __init__(self):
        self.may_write = asyncio.Event()
        self.may_write.set()

    def pause_writing(self):
        print("client: pause_writing")
        self.may_write.clear()

    def resume_writing(self):
        print("client: resume_writing")
        self.may_write.set()


async def main():
    loop = asyncio.get_running_loop()
    lost = loop.create_future()
    server: asyncio.Server = await loop.create_server(lambda: Slow(lost), "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    transport, protocol = await loop.create_connection(Hasty, *address)

    transport.write(bytes(10_000_000))
    print("client: written, but all gone?", transport.get_write_buffer_size() == 0)
    await protocol.may_write.wait()
    print("client: I may write again")
    transport.close()

    print("server got", await lost)
    server.close()
    await server.wait_closed()
    print("sockets of the server:", server.sockets)


asyncio.run(main())
