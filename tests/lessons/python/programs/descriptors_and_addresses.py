"""Descriptors as files, the standard streams as bytes, addresses as bytes, what loops refuse."""
import asyncio
import functools
import logging
import os
import socket
import stat
import subprocess
import sys


def addresses():
    for text in ("127.0.0.1", "1.2", "0x7f.1", "1.2.3.256", "localhost", "", "1.2.3.4.5"):
        try:
            print(text, socket.inet_aton(text))
        except OSError as error:
            print(text, error)
    for family, text in ((2, "1.2.3.4"), (2, "1.2.3.04"), (2, "name"), (10, "::1"), (10, "fe80::1:2"), (10, "zz"),
                         (10, "1::2::3"), (10, "::ffff:1.2.3.4"), (10, "1:2:3:4:5:6:7:8"), (10, "1:2"), (5, "x")):
        try:
            print(family, text, socket.inet_pton(family, text))
        except OSError as error:
            print(family, text, error)


def files():
    reads, writes = os.pipe()
    print(stat.S_ISFIFO(os.fstat(reads).st_mode), os.get_blocking(reads))
    with os.fdopen(writes, "w") as file:
        file.write("one\ntwo\n")
    with open(reads, "rb") as file:
        print(file.readline(), file.read())
    a, b = socket.socketpair()
    print(stat.S_ISSOCK(os.fstat(a.fileno()).st_mode))
    a.close(), b.close()
    reads, writes = os.pipe()
    os.set_blocking(reads, False)
    try:
        os.read(reads, 1)
    except BlockingIOError as error:
        print(type(error).__name__, error.errno)
    os.close(reads), os.close(writes)
    for wrong in (lambda: os.fstat(999), lambda: open(999)):
        try:
            wrong()
        except OSError as error:
            print(error.errno)


def streams():
    sys.stdout.flush()
    sys.stdout.buffer.write(b"bytes\n")
    sys.stdout.buffer.flush()
    os.write(1, b"more bytes\n")
    cat = "import sys; data = sys.stdin.buffer.read(); sys.stdout.buffer.write(data)"
    print(subprocess.run([sys.executable, "-c", cat], input=b"some data", capture_output=True).stdout)
    echo = "import os\nwhile data := os.read(0, 100): os.write(1, b'<' + data + b'>')"
    with subprocess.Popen([sys.executable, "-c", echo], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as child:
        for part in (b"no newline", b"again"):
            child.stdin.write(part)
            print(os.read(child.stdout.fileno(), 100))
        child.stdin.close()
    device = "print(len(open('/dev/stdin').read()))"
    print(subprocess.run([sys.executable, "-c", device], input=b"abc", capture_output=True).stdout)
    line = "import sys; print(sys.stdin.buffer.readline(), sys.stdin.readline())"
    print(subprocess.run([sys.executable, "-c", line], input=b"a\n", capture_output=True).stdout)


async def refusals():
    loop = asyncio.get_running_loop()
    plain = socket.socket()
    datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for coroutine in (
        loop.create_connection(asyncio.Protocol, "127.0.0.1", 80, ssl_handshake_timeout=1),
        loop.create_connection(asyncio.Protocol, "127.0.0.1", 80, ssl_shutdown_timeout=1),
        loop.create_server(asyncio.Protocol, "127.0.0.1", 80, ssl_handshake_timeout=1),
        loop.create_server(asyncio.Protocol, "127.0.0.1", 80, ssl=True),
        loop.connect_accepted_socket(asyncio.Protocol, plain, ssl_handshake_timeout=1),
        loop.create_unix_connection(asyncio.Protocol, "x", server_hostname="x"),
        loop.create_unix_connection(asyncio.Protocol, "x", ssl=True),
        loop.create_unix_connection(asyncio.Protocol, "x", sock=plain),
        loop.create_unix_server(asyncio.Protocol, "x", ssl=True),
        loop.create_datagram_endpoint(asyncio.DatagramProtocol, local_addr="nowhere"),
        loop.create_datagram_endpoint(asyncio.DatagramProtocol, family=socket.AF_UNIX, local_addr=("a", 1)),
        loop.create_datagram_endpoint(asyncio.DatagramProtocol, sock=datagrams, reuse_port=True),
        loop.create_datagram_endpoint(asyncio.DatagramProtocol),
    ):
        try:
            await coroutine
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
    for sock in (plain, datagrams):
        try:
            await loop.create_unix_server(asyncio.Protocol, sock=sock)
        except ValueError as error:
            print(str(error).split(",")[0])
    plain.close()
    datagrams.close()


class Collecting(asyncio.Protocol):
    def __init__(self):
        self.data = b""
        self.lost = asyncio.get_running_loop().create_future()

    def data_received(self, data):
        self.data += data

    def connection_lost(self, error):
        self.lost.set_result(error)


async def transports():
    loop = asyncio.get_running_loop()
    collecting = Collecting()
    server = await loop.create_server(lambda: collecting, "127.0.0.1", 0, reuse_port=True)
    (sock,) = server.sockets
    print(sock.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT) != 0)
    address = sock.getsockname()
    transport, _ = await loop.create_connection(asyncio.Protocol, *address)
    descriptor = transport.get_extra_info("socket").fileno()
    for method in (loop.add_reader, loop.add_writer):
        try:
            method(descriptor, print)
        except RuntimeError as error:
            print(str(error).split("<")[0].replace(str(descriptor), "N"))
    for method in (loop.remove_reader, loop.remove_writer):
        try:
            method(descriptor)
        except RuntimeError as error:
            print(type(error).__name__)
    transport.write(memoryview(b"from a view "))
    with open("/tmp/descriptors_to_send", "wb") as file:
        file.write(b"0123456789" * 20)
    with open("/tmp/descriptors_to_send", "rb") as file:
        print(await loop.sendfile(transport, file, 5, 10), file.tell())
        for wrong in ((file, -1), (file, 0, 0), (file, 0, "x"), (file, 1.5)):
            try:
                await loop.sendfile(transport, *wrong)
            except (TypeError, ValueError) as error:
                print(type(error).__name__, error)
    os.remove("/tmp/descriptors_to_send")
    transport.close()
    await collecting.lost
    print(collecting.data)
    try:
        await loop.create_connection(asyncio.Protocol, *address, local_addr=address)
    except OSError as error:
        print(error.errno, str(address) in error.strerror, error.strerror.split("(")[0])
    server.close()
    for _ in range(7):
        transport.write(b"after the end")


logging.basicConfig(format="%(name)s %(levelname)s %(message)s", stream=sys.stdout)
addresses()
files()
streams()
asyncio.run(refusals())
asyncio.run(transports())


async def pipe():
    reads, writes = os.pipe()
    loop = asyncio.get_running_loop()
    transport, _ = await loop.connect_read_pipe(asyncio.Protocol, open(reads, "rb"))
    other, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, os.fdopen(writes, "w"))
    return transport, other


loop = asyncio.new_event_loop()
ends = loop.run_until_complete(pipe())
for end in ends:
    print(end._pipe is not None, " ".join(word for word in repr(end).split() if "fd=" not in word))
loop.close()
for end in ends:
    print(" ".join(word for word in repr(end).split() if "fd=" not in word))
    end._pipe.close()


async def unreachable():
    loop = asyncio.get_running_loop()
    for coroutine in (loop.create_unix_connection(asyncio.Protocol, "/nowhere/at/all"),
                      asyncio.open_unix_connection("/x"),
                      asyncio.open_connection("127.0.0.1", 1)):
        try:
            await coroutine
        except OSError as error:
            print(repr(error))


class Failing(socket.socket):
    def sendto(self, data, address):
        raise ValueError("not today")


async def datagrams():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(context["message"], repr(context["exception"])))
    sock = Failing(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind(("127.0.0.1", 0))
    transport, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, sock=sock)
    transport.sendto(b"x", ("127.0.0.1", 9))
    print(transport.is_closing())
    await asyncio.sleep(0)


asyncio.run(unreachable())
asyncio.run(datagrams())
print([each.__module__ for each in (functools.partialmethod, functools.cached_property, functools.total_ordering)])
