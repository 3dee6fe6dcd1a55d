import asyncio


class Server(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        print("server got", data)
        self.transport.sendto(b"re: " + data, addr)


class Client(asyncio.DatagramProtocol):
    def __init__(self, answer):
        self.answer = answer

    def datagram_received(self, data, addr):
        self.answer.set_result(data)


async def main():
    loop = asyncio.get_running_loop()
    server, _ = await loop.create_datagram_endpoint(Server, local_addr=("127.0.0.1", 0))
    answer = loop.create_future()
    client, _ = await loop.create_datagram_endpoint(
        lambda: Client(answer), remote_addr=server.get_extra_info("sockname"))
    client.sendto(b"ping")
    print(await answer)
    client.close()
    server.close()
    await asyncio.sleep(0)


asyncio.run(main())
