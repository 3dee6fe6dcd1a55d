import asyncio
import socket


class Shout(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data.upper())


class ShoutDatagrams(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        self.transport.sendto(data.upper(), addr)


class Ask(asyncio.Protocol, asyncio.DatagramProtocol):
    def __init__(self, answer):
        self.answer = answer

    def data_received(self, data):
        self.answer.set_result(data)

    def datagram_received(self, data, addr):
        self.answer.set_result(data)


async def datagrams(loop, answer):
    server, _ = await loop.create_datagram_endpoint(ShoutDatagrams, local_addr=("127.0.0.1", 0))
    address = server.get_extra_info("sockname")
    client, _ = await loop.create_datagram_endpoint(lambda: Ask(answer), remote_addr=address)
    client.sendto(b"datagram")
    print(await answer)
    client.close()
    server.close()


async def unix_sockets(loop, answer):
    server = await loop.create_unix_server(Shout, "\0shout")
    client, _ = await loop.create_unix_connection(lambda: Ask(answer), "\0shout")
    client.write(b"unix socket")
    print(await answer)
    client.close()
    server.close()
    await server.wait_closed()


async def accepted_elsewhere(loop, answer):
    here, there = socket.socketpair()
    server, _ = await loop.connect_accepted_socket(Shout, here)
    there.setblocking(False)
    await loop.sock_sendall(there, b"accepted")
    print(await loop.sock_recv(there, 100))
    there.close()
    server.close()


async def main():
    loop = asyncio.get_running_loop()
    for example in (datagrams, unix_sockets, accepted_elsewhere):
        await example(loop, loop.create_future())
    await asyncio.sleep(0)


asyncio.run(main())
