"""The sockets that transports and servers show: to be looked at, not to be taken away."""
import asyncio
import re
import socket


def shown(sock):
    return re.sub(r"fd=\d+", "fd=N", re.sub(r"\('127.0.0.1', \d+\)", "(ADDRESS)", repr(sock)))


async def serve(reader, writer):
    sock = writer.get_extra_info("socket")
    print("served:", shown(sock))
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    (sock,) = server.sockets
    print(type(sock).__name__, type(sock).__module__, isinstance(sock, socket.socket))
    print(shown(sock))
    print(re.sub(r"fd=\d+", "fd=N", re.sub(r"\('127.0.0.1', \d+\)", "(ADDRESS)", repr(server))))
    host, port = sock.getsockname()
    print(host, sock.family == socket.AF_INET, sock.type == socket.SOCK_STREAM, sock.gettimeout())
    sock.setblocking(False)
    sock.settimeout(0)
    for wrong in (lambda: sock.setblocking(True), lambda: sock.settimeout(1), lambda: sock.close(), lambda: sock.send(b"x")):
        try:
            wrong()
        except (ValueError, AttributeError) as error:
            print(type(error).__name__, error)
    reader, writer = await asyncio.open_connection(host, port)
    own = writer.get_extra_info("socket")
    print(shown(own), own.getpeername() == (host, port))
    print(await reader.read())
    writer.close()
    await writer.wait_closed()
    print(own.fileno(), shown(own))
    server.close()
    await server.wait_closed()
    print(server.sockets, server)


asyncio.run(main())
