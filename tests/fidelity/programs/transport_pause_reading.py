# pause_reading() and resume_reading().
import asyncio


class Slow(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        print(transport.is_reading())

    def data_received(self, data):
        print("data", data)
        self.transport.pause_reading()
        print(self.transport.is_reading())
        asyncio.get_running_loop().call_later(1, self.transport.resume_reading)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Slow, "127.0.0.1", 8008)
    transport, _ = await loop.create_connection(asyncio.Protocol, "127.0.0.1", 8008)
    for number in range(4):
        transport.write(str(number).encode())
        await asyncio.sleep(0.3)
    await asyncio.sleep(2)
    transport.close()
    await asyncio.sleep(0.1)
    server.close()


asyncio.run(main())
