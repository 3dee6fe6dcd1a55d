# Datagrams among several endpoints; errors are told.
import asyncio


class Peer(asyncio.DatagramProtocol):
    def __init__(self, name):
        self.name = name

    def connection_made(self, transport):
        self.transport = transport
        print(self.name, "made")

    def datagram_received(self, data, addr):
        print(self.name, data, addr[1])
        if data.startswith(b"ask"):
            self.transport.sendto(b"answer to " + data, addr)

    def connection_lost(self, exc):
        print(self.name, "lost", exc)


async def main():
    loop = asyncio.get_running_loop()
    server, _ = await loop.create_datagram_endpoint(lambda: Peer("server"), local_addr=("127.0.0.1", 9000))
    clients = []
    for number in range(2):
        transport, _ = await loop.create_datagram_endpoint(
            lambda: Peer(f"client{number}"), local_addr=("127.0.0.1", 9001 + number), remote_addr=("127.0.0.1", 9000))
        clients.append(transport)
    for number, client in enumerate(clients):
        client.sendto(b"ask %d" % number)
    server.sendto(b"unasked", ("127.0.0.1", 9002))
    await asyncio.sleep(0.1)
    try:
        clients[0].sendto(b"x", ("127.0.0.1", 1))
    except ValueError as error:
        print(error)
    for transport in (*clients, server):
        transport.close()
    await asyncio.sleep(0)
    await asyncio.sleep(0)


asyncio.run(main())
