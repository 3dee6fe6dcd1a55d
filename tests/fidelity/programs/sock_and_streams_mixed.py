# loop.sock_* against a stream server.
import asyncio
import socket


async def serve(reader, writer):
    while line := await reader.readline():
        writer.write(line[::-1])
        await writer.drain()
    writer.close()


async def main():
    loop = asyncio.get_running_loop()
    server = await asyncio.start_server(serve, "127.0.0.1", 8011)
    sock = socket.socket()
    sock.setblocking(False)
    await loop.sock_connect(sock, ("127.0.0.1", 8011))
    for text in (b"one\n", b"three\n"):
        await loop.sock_sendall(sock, text)
        print(await loop.sock_recv(sock, 100))
    buffer = bytearray(3)
    await loop.sock_sendall(sock, b"abcdef\n")
    print(await loop.sock_recv_into(sock, buffer), buffer, await loop.sock_recv(sock, 100))
    sock.shutdown(socket.SHUT_WR)
    print(await loop.sock_recv(sock, 100))
    waiting = asyncio.create_task(loop.sock_recv(sock, 1))
    print(await waiting)
    sock.close()
    server.close()
    await server.wait_closed()
    left, right = socket.socketpair()
    for each in (left, right):
        each.setblocking(False)
    waiting = asyncio.create_task(loop.sock_recv(left, 10))
    await asyncio.sleep(0)
    waiting.cancel()
    print(await asyncio.gather(waiting, return_exceptions=True))
    await loop.sock_sendall(right, b"after")
    print(await loop.sock_recv(left, 10))
    left.close(), right.close()


asyncio.run(main())
