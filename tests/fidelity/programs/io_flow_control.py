# [text only]
import asyncio


class Slow(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        self.got = 0
        transport.pause_reading()
        asyncio.get_running_loop().call_later(0.2, transport.resume_reading)

    def data_received(self, data):
        self.got += len(data)

    def eof_received(self):
        print("got", self.got)


class Writer(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def pause_writing(self):
        print("paused")

    def resume_writing(self):
        print("resumed")


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Slow, "127.0.0.1", 0)
    transport, protocol = await loop.create_connection(Writer, *server.sockets[0].getsockname())
    transport.set_write_buffer_limits(high=1000, low=10)
    print(transport.get_write_buffer_limits())
    transport.write(bytes(20_000_000))
    print("buffered", transport.get_write_buffer_size() > 0)
    while transport.get_write_buffer_size():
        await asyncio.sleep(0.05)
    transport.write_eof()
    await asyncio.sleep(0.3)
    transport.close()
    await asyncio.sleep(0.1)
    server.close()
    try:
        transport.set_write_buffer_limits(high=1, low=2)
    except ValueError as error:
        print(error)


asyncio.run(main())
