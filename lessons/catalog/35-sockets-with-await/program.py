import asyncio
import socket


def new_socket():
    sock = socket.socket()
    sock.setblocking(False)
    return sock


async def serve(listener):
    loop = asyncio.get_running_loop()
    connection, address = await loop.sock_accept(listener)
    print("server: somebody is here")
    question = await loop.sock_recv(connection, 100)
    print("server got", question)
    await asyncio.sleep(1)
    await loop.sock_sendall(connection, b"it is one o'clock")
    connection.close()


async def main():
    loop = asyncio.get_running_loop()
    listener = new_socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    server = asyncio.create_task(serve(listener), name="server")
    await asyncio.sleep(1)

    client = new_socket()
    await loop.sock_connect(client, listener.getsockname())
    print("client: connected")
    await loop.sock_sendall(client, b"what time is it?")
    print("client got", await loop.sock_recv(client, 100))
    print("client got", await loop.sock_recv(client, 100))
    client.close()
    await server
    listener.close()


asyncio.run(main())
