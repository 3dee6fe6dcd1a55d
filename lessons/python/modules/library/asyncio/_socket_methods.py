# What loops on selectors do with sockets that a program has made itself: loop.sock_recv() and its like.

import socket

from asyncio import constants
from asyncio.base_events import _numeric, _resolved


def _check_connected(sock, address):
    code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if code:
        raise OSError(code, f"Connect call failed {address}")


def _check_sendfile_params(sock, file, offset, count):
    if "b" not in getattr(file, "mode", "b"):
        raise ValueError("file should be opened in binary mode")
    if sock.type != socket.SOCK_STREAM:
        raise ValueError("only SOCK_STREAM type sockets are supported")
    for value, least, what in (count, 1, "count must be a positive"), (offset, 0, "offset must be a non-negative"):
        if value is None and least:
            continue
        if not isinstance(value, int):
            raise TypeError(f"{what} integer (got {value!r})")
        if value < least:
            raise ValueError(f"{what} integer (got {value!r})")


def _check_nonblocking(loop, sock):
    if loop.get_debug() and sock.gettimeout() != 0:
        raise ValueError("the socket must be non-blocking")


class SelectorMethods:
    """What loops on selectors do with sockets; `self` is the loop."""

    async def sock_recv(self, sock, n):
        return await _receive(self, sock, "_sock_recv", sock.recv, n)

    async def sock_recv_into(self, sock, buf):
        return await _receive(self, sock, "_sock_recv_into", sock.recv_into, buf)

    async def sock_recvfrom(self, sock, bufsize):
        return await _receive(self, sock, "_sock_recvfrom", sock.recvfrom, bufsize)

    async def sock_recvfrom_into(self, sock, buf, nbytes=0):
        def receive():
            data, address = sock.recvfrom(nbytes or len(buf))
            buf[: len(data)] = data
            return len(data), address

        return await _receive(self, sock, "_sock_recvfrom_into", receive)

    async def sock_sendall(self, sock, data):
        _check_nonblocking(self, sock)
        rest = bytes(data)

        def send():
            nonlocal rest
            rest = rest[sock.send(rest):]
            if rest:
                raise BlockingIOError

        try:
            return send()
        except (BlockingIOError, InterruptedError):
            pass
        return await _when_writable(self, sock, "_sock_sendall", send)

    async def sock_sendto(self, sock, data, address):
        _check_nonblocking(self, sock)
        try:
            return sock.sendto(data, address)
        except (BlockingIOError, InterruptedError):
            pass
        return await _when_writable(self, sock, "_sock_sendto", lambda: sock.sendto(data, address))

    async def sock_accept(self, sock):
        _check_nonblocking(self, sock)
        future = self.create_future()

        def accept():
            connection, address = sock.accept()
            connection.setblocking(False)
            return connection, address

        if not _attempt(future, accept):
            _watch_reads(self, sock, future, "_sock_accept", accept)
        return await future

    async def sock_connect(self, sock, address):
        _check_nonblocking(self, sock)
        if sock.family in (socket.AF_INET, socket.AF_INET6) and not _numeric(address[0]):
            found = await _resolved(self, address[0], address[1], sock.family, sock.type)
            address = found[0][4]
        future = self.create_future()

        try:
            future.set_result(sock.connect(address))
        except (BlockingIOError, InterruptedError):
            _watch_writes(self, sock, future, "_sock_connect_cb", lambda: _check_connected(sock, address))
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            future.set_exception(error)
        return await future


    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=True):
        _check_nonblocking(self, sock)
        _check_sendfile_params(sock, file, offset, count)
        sent = 0
        try:
            while count is None or sent < count:
                file.seek(offset + sent)
                size = constants.SENDFILE_FALLBACK_READBUFFER_SIZE
                data = file.read(size if count is None else min(size, count - sent))
                if not data:
                    break
                await self.sock_sendall(sock, data)
                sent += len(data)
        finally:
            if sent:
                file.seek(offset + sent)
        return sent


for _name, _function in list(vars(SelectorMethods).items()):
    if callable(_function):
        _function.__qualname__ = "BaseSelectorEventLoop." + _name


def _attempt(future, function):
    """Gives a future what function() returns or raises; False if it would have to wait."""
    try:
        result = function()
    except (BlockingIOError, InterruptedError):
        return False
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(result)
    return True


def _labelled(name, function):
    function.__qualname__ = "BaseSelectorEventLoop." + name
    return function


def _watch(future, descriptor, label, function, add, remove, done_label):
    """Calls function() whenever the descriptor is ready, until it doesn't have to wait."""

    def ready():
        if not future.done():
            _attempt(future, function)

    def done(_):
        if not handle.cancelled():
            remove(descriptor)

    handle = add(descriptor, _labelled(label, ready))
    future.add_done_callback(_labelled(done_label, done))


def _watch_reads(loop, sock, future, label, function):
    _watch(future, sock.fileno(), label, function,
           loop._add_reader, loop._remove_reader, "_sock_read_done")


def _watch_writes(loop, sock, future, label, function):
    _watch(future, sock.fileno(), label, function,
           loop._add_writer, loop._remove_writer, "_sock_write_done")


async def _receive(loop, sock, label, function, *args):
    _check_nonblocking(loop, sock)
    try:
        return function(*args)
    except (BlockingIOError, InterruptedError):
        pass
    future = loop.create_future()
    _watch_reads(loop, sock, future, label, lambda: function(*args))
    return await future


async def _when_writable(loop, sock, label, function):
    future = loop.create_future()
    _watch_writes(loop, sock, future, label, function)
    return await future
