# [text only]
import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    listener = socket.socket()
    listener.setblocking(False)
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    client = socket.socket()
    client.setblocking(False)
    accepting = asyncio.create_task(loop.sock_accept(listener))
    await loop.sock_connect(client, listener.getsockname())
    connection, address = await accepting
    print(address == client.getsockname())
    sending_all = asyncio.create_task(loop.sock_sendall(client, b"x" * 300000 + b"end"))
    total = b""
    while not total.endswith(b"end"):
        total += await loop.sock_recv(connection, 65536)
    await sending_all
    print(len(total))
    client.close()
    print(await loop.sock_recv(connection, 10))
    connection.close()
    listener.close()
    try:
        late = socket.socket()
        late.setblocking(False)
        await loop.sock_connect(late, ("127.0.0.1", 1))
    except OSError as error:
        print(type(error).__name__, error)
    late.close()
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    buffer = bytearray(10)
    reading = asyncio.create_task(loop.sock_recv_into(a, buffer))
    await asyncio.sleep(0.1)
    b.send(b"hello")
    print(await reading, bytes(buffer))
    a.close()
    b.close()


async def sending():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)

    async def drain():
        got = 0
        while got < 1_000_000:
            got += len(await loop.sock_recv(b, 100_000))
        return got

    draining = asyncio.create_task(drain())
    await loop.sock_sendall(a, bytes(1_000_000))
    print("all sent", await draining)
    a.close()
    b.close()


async def both():
    await asyncio.wait_for(sending(), 10)


asyncio.run(main())
asyncio.run(both())
