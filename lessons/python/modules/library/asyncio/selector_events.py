import asyncio
import collections
import os
import socket as _socket
from asyncio import protocols, transports, trsock
from asyncio.constants import ACCEPT_RETRY_DELAY
from asyncio.futures import _set_result_unless_cancelled

__all__ = ("BaseSelectorEventLoop",)

BaseSelectorEventLoop = asyncio.SelectorEventLoop.__mro__[1]
_in_progress = (115, 114, 11)


def _check_nonblocking(loop, sock):
    if loop.get_debug() and sock.gettimeout() != 0:
        raise ValueError("the socket must be non-blocking")


def _numeric(host):
    return isinstance(host, str) and (":" in host or host.replace(".", "").isdigit())


class SocketMethods:
    """What loops do with sockets, servers and signals; `self` is the loop."""

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
        if sock.family in (_socket.AF_INET, _socket.AF_INET6) and not _numeric(address[0]):
            found = await _resolved(self, address[0], address[1], sock.family, sock.type)
            address = found[0][4]
        future = self.create_future()

        def failed(code):
            if code:
                raise OSError(code, f"Connect call failed {address}")

        code = sock.connect_ex(address)
        if code in _in_progress:
            _watch_writes(self, sock, future, "_sock_connect_cb",
                          lambda: failed(sock.getsockopt(_socket.SOL_SOCKET, _socket.SO_ERROR)))
        else:
            _attempt(future, lambda: failed(code))
        return await future

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        return await self.run_in_executor(None, _socket.getaddrinfo, host, port, family, type, proto, flags)

    async def getnameinfo(self, sockaddr, flags=0):
        return await self.run_in_executor(None, _socket.getnameinfo, sockaddr, flags)

    async def create_connection(self, protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0,
                                flags=0, sock=None, local_addr=None, server_hostname=None,
                                ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
                                happy_eyeballs_delay=None, interleave=None):
        if ssl:
            raise NotImplementedError("TLS is not supported")
        if server_hostname is not None:
            raise ValueError("server_hostname is only meaningful with ssl")
        if host is not None or port is not None:
            if sock is not None:
                raise ValueError("host/port and sock can not be specified at the same time")
            sock = await _connected(self, host, port, family, proto, flags, local_addr)
        elif sock is None:
            raise ValueError("host and port was not specified and no sock specified")
        elif sock.type != _socket.SOCK_STREAM:
            raise ValueError(f"A Stream Socket was expected, got {sock!r}")
        sock.setblocking(False)
        return await _create_connection_transport(self, sock, protocol_factory)

    async def create_server(self, protocol_factory, host=None, port=None, *, family=0, flags=1, sock=None,
                            backlog=100, ssl=None, reuse_address=None, reuse_port=None,
                            ssl_handshake_timeout=None, ssl_shutdown_timeout=None, start_serving=True):
        if isinstance(ssl, bool):
            raise TypeError("ssl argument must be an SSLContext or None")
        if ssl is not None:
            raise NotImplementedError("TLS is not supported")
        if host is not None or port is not None:
            if sock is not None:
                raise ValueError("host/port and sock can not be specified at the same time")
            sockets = await _bound_sockets(self, host, port, family, flags)
        elif sock is None:
            raise ValueError("Neither host/port nor sock were specified")
        elif sock.type != _socket.SOCK_STREAM:
            raise ValueError(f"A Stream Socket was expected, got {sock!r}")
        else:
            sockets = [sock]
        return await _serving(self, sockets, protocol_factory, backlog, start_serving)

    async def create_unix_connection(self, protocol_factory, path=None, *, ssl=None, sock=None,
                                     server_hostname=None, ssl_handshake_timeout=None,
                                     ssl_shutdown_timeout=None):
        if path is not None:
            if sock is not None:
                raise ValueError("path and sock can not be specified at the same time")
            sock = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
            try:
                sock.setblocking(False)
                await self.sock_connect(sock, str(path))
            except BaseException:
                sock.close()
                raise
        elif sock is None:
            raise ValueError("no path and sock were specified")
        sock.setblocking(False)
        return await _create_connection_transport(self, sock, protocol_factory)

    async def create_unix_server(self, protocol_factory, path=None, *, sock=None, backlog=100, ssl=None,
                                 ssl_handshake_timeout=None, ssl_shutdown_timeout=None, start_serving=True):
        if path is not None:
            if sock is not None:
                raise ValueError("path and sock can not be specified at the same time")
            sock = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
            try:
                sock.bind(str(path))
            except OSError as error:
                sock.close()
                if error.errno == 98:
                    raise OSError(98, f"Address {path!r} is already in use") from None
                raise
        elif sock is None:
            raise ValueError("path was not specified, and no sock specified")
        return await _serving(self, [sock], protocol_factory, backlog, start_serving)

    async def create_datagram_endpoint(self, protocol_factory, local_addr=None, remote_addr=None, *, family=0,
                                       proto=0, flags=0, reuse_port=None, allow_broadcast=None, sock=None):
        if sock is None:
            if not (local_addr or remote_addr) and not family:
                raise ValueError("unexpected address family")
            sock = await _datagram_socket(self, local_addr, remote_addr, family)
        elif sock.type != _socket.SOCK_DGRAM:
            raise ValueError(f"A UDP Socket was expected, got {sock!r}")
        sock.setblocking(False)
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = _SelectorDatagramTransport(self, sock, protocol, remote_addr and sock._remote, waiter)
        try:
            await waiter
        except BaseException:
            transport.close()
            raise
        return transport, protocol

    async def connect_accepted_socket(self, protocol_factory, sock, *, ssl=None, ssl_handshake_timeout=None,
                                      ssl_shutdown_timeout=None):
        if sock.type != _socket.SOCK_STREAM:
            raise ValueError(f"A Stream Socket was expected, got {sock!r}")
        sock.setblocking(False)
        return await _create_connection_transport(self, sock, protocol_factory)

    async def connect_read_pipe(self, protocol_factory, pipe):
        from asyncio import unix_pipes

        return await unix_pipes.connect_read_pipe(self, protocol_factory, pipe)

    async def connect_write_pipe(self, protocol_factory, pipe):
        from asyncio import unix_pipes

        return await unix_pipes.connect_write_pipe(self, protocol_factory, pipe)

    async def subprocess_exec(self, protocol_factory, program, *args, **options):
        from asyncio import base_subprocess

        return await base_subprocess.subprocess_exec(self, protocol_factory, program, *args, **options)

    async def subprocess_shell(self, protocol_factory, cmd, **options):
        from asyncio import base_subprocess

        return await base_subprocess.subprocess_shell(self, protocol_factory, cmd, **options)

    def add_signal_handler(self, sig, callback, *args):
        import signal

        if asyncio.iscoroutine(callback) or asyncio.iscoroutinefunction(callback):
            raise TypeError("coroutines cannot be used with add_signal_handler()")
        _check_signal(sig)
        handlers = _signal_handlers(self)
        handlers[sig] = (callback, args)
        try:
            signal.signal(sig, lambda number, frame: _deliver_signal(self, number))
        except OSError as error:
            del handlers[sig]
            if error.errno == 22:
                raise RuntimeError(f"sig {sig} cannot be caught")
            raise

    def remove_signal_handler(self, sig):
        import signal

        _check_signal(sig)
        if _signal_handlers(self).pop(sig, None) is None:
            return False
        signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        return True


def _class_of(name):
    """The class that has a method of this name in CPython."""
    if name.startswith("sock_"):
        return "BaseSelectorEventLoop"
    return "_UnixSelectorEventLoop" if "_unix_" in name or "_signal_" in name else "BaseEventLoop"


for _name, _function in list(vars(SocketMethods).items()):
    if callable(_function):
        _function.__qualname__ = f"{_class_of(_name)}.{_name}"


_handlers_of_loops = {}


def _signal_handlers(loop):
    return _handlers_of_loops.setdefault(id(loop), {})


def _remove_signal_handlers(loop):
    """The loop was closed."""
    for sig in list(_signal_handlers(loop)):
        loop.remove_signal_handler(sig)
    del _handlers_of_loops[id(loop)]


def _check_signal(sig):
    import signal

    if not isinstance(sig, int):
        raise TypeError(f"sig must be an int, not {sig!r}")
    if not 1 <= sig < signal.NSIG:
        raise ValueError(f"invalid signal number {sig}")


def _deliver_signal(loop, number):
    entry = _signal_handlers(loop).get(number)
    if entry is not None and not loop.is_closed():
        loop._signal_came(entry[0], *entry[1])


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


def _port_number(port):
    """A port as a number; None: a service, whose name has to be looked up."""
    if port is None or port == "" or port == b"":
        return 0
    if not isinstance(port, (str, bytes)):
        return port
    try:
        return int(port)
    except ValueError:
        return None


async def _resolved(loop, host, port, family, type, flags=0):
    number = _port_number(port)
    if _numeric(host) and number is not None:
        port = number
        kind = _socket.AF_INET6 if ":" in host else _socket.AF_INET
        address = (host, port, 0, 0) if kind == _socket.AF_INET6 else (host, port)
        return [(kind, type, 6, "", address)]
    found = await loop.getaddrinfo(host, port, family=family, type=type, flags=flags)
    if not found:
        raise OSError(f"getaddrinfo({host!r}) returned empty list")
    return found


async def _connected(loop, host, port, family, proto, flags, local_addr):
    failures = []
    for each_family, kind, protocol, _, address in await _resolved(
            loop, host, port, family, _socket.SOCK_STREAM, flags):
        sock = _socket.socket(each_family, kind, protocol)
        sock.setblocking(False)
        try:
            if local_addr is not None:
                sock.bind(local_addr)
            await loop.sock_connect(sock, address)
            return sock
        except OSError as error:
            failures.append(error)
            sock.close()
        except BaseException:
            sock.close()
            raise
    if len(failures) == 1:
        raise failures[0]
    if all(str(each) == str(failures[0]) for each in failures):
        raise failures[0]
    raise OSError("Multiple exceptions: {}".format(", ".join(str(each) for each in failures)))


async def _create_server_getaddrinfo(loop, host, port, family, flags):
    if host is None:
        return [(_socket.AF_INET, _socket.SOCK_STREAM, 6, "", ("0.0.0.0", port or 0))]
    return await _resolved(loop, host, port, family, _socket.SOCK_STREAM, flags)


_create_server_getaddrinfo.__qualname__ = "BaseEventLoop._create_server_getaddrinfo"


async def _bound_sockets(loop, host, port, family, flags):
    if host == "":
        hosts = [None]
    elif isinstance(host, str) or not isinstance(host, collections.abc.Iterable):
        hosts = [host]
    else:
        hosts = host
    found = await asyncio.gather(*[_create_server_getaddrinfo(loop, each, port, family, flags) for each in hosts])
    addresses = dict.fromkeys(each for of_host in found for each in of_host)
    sockets = []
    try:
        for each_family, kind, protocol, _, address in addresses:
            sock = _socket.socket(each_family, kind, protocol)
            sockets.append(sock)
            try:
                sock.bind(address)
            except OSError as error:
                raise OSError(error.errno, "error while attempting to bind on address %r: %s"
                              % (address, error.strerror.lower())) from None
    except BaseException:
        for sock in sockets:
            sock.close()
        raise
    return sockets


async def _serving(loop, sockets, protocol_factory, backlog, start_serving):
    for sock in sockets:
        sock.setblocking(False)
    server = Server(loop, sockets, protocol_factory, backlog)
    if start_serving:
        server._start_serving()
        await asyncio.sleep(0)
    return server


async def _datagram_socket(loop, local_addr, remote_addr, family):
    local = remote = None
    if local_addr:
        local = (await _resolved(loop, local_addr[0], local_addr[1], family, _socket.SOCK_DGRAM))[0]
    if remote_addr:
        remote = (await _resolved(loop, remote_addr[0], remote_addr[1], family, _socket.SOCK_DGRAM))[0]
    kind = (local or remote or (family,))[0]
    sock = _socket.socket(kind, _socket.SOCK_DGRAM)
    try:
        sock.setblocking(False)
        if local:
            sock.bind(local[4])
        sock._remote = remote and remote[4]
        if remote:
            await loop.sock_connect(sock, remote[4])
    except BaseException:
        sock.close()
        raise
    return sock


async def _create_connection_transport(loop, sock, protocol_factory):
    protocol = protocol_factory()
    waiter = loop.create_future()
    transport = _SelectorSocketTransport(loop, sock, protocol, waiter)
    try:
        await waiter
    except BaseException:
        transport.close()
        raise
    return transport, protocol


class Server:
    def __init__(self, loop, sockets, protocol_factory, backlog):
        self._loop = loop
        self._sockets = sockets
        self._active_count = 0
        self._waiters = []
        self._protocol_factory = protocol_factory
        self._backlog = backlog
        self._serving = False
        self._serving_forever_fut = None

    def __repr__(self):
        return f"<{self.__class__.__name__} sockets={self.sockets!r}>"

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.close()
        await self.wait_closed()

    def _attach(self):
        self._active_count += 1

    def _detach(self):
        self._active_count -= 1
        if self._active_count == 0 and self._sockets is None:
            self._wakeup()

    def _wakeup(self):
        waiters, self._waiters = self._waiters, None
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(waiter)

    def _start_serving(self):
        if self._serving:
            return
        self._serving = True
        for sock in self._sockets:
            sock.listen(self._backlog)
            self._loop._add_reader(sock.fileno(), _accept_connection, self._loop, self, sock)

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self._serving

    @property
    def sockets(self):
        return () if self._sockets is None else tuple(map(trsock.TransportSocket, self._sockets))

    def close(self):
        sockets, self._sockets = self._sockets, None
        if sockets is None:
            return
        for sock in sockets:
            self._loop._remove_reader(sock.fileno())
            sock.close()
        self._serving = False
        if self._serving_forever_fut is not None and not self._serving_forever_fut.done():
            self._serving_forever_fut.cancel()
            self._serving_forever_fut = None
        if self._active_count == 0:
            self._wakeup()

    async def start_serving(self):
        self._start_serving()
        await asyncio.sleep(0)

    async def serve_forever(self):
        if self._serving_forever_fut is not None:
            raise RuntimeError(f"server {self!r} is already being awaited on serve_forever()")
        if self._sockets is None:
            raise RuntimeError(f"server {self!r} is closed")
        self._start_serving()
        self._serving_forever_fut = self._loop.create_future()
        try:
            await self._serving_forever_fut
        except asyncio.CancelledError:
            try:
                self.close()
                await self.wait_closed()
            finally:
                raise
        finally:
            self._serving_forever_fut = None

    async def wait_closed(self):
        if self._sockets is None or self._waiters is None:
            return
        waiter = self._loop.create_future()
        self._waiters.append(waiter)
        await waiter


def _accept_connection(loop, server, sock):
    for _ in range(server._backlog):
        try:
            connection, address = sock.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return
        except OSError as error:
            if error.errno not in (23, 24, 12, 105):
                raise
            loop.call_exception_handler({
                "message": "socket.accept() out of system resource",
                "exception": error,
                "socket": trsock.TransportSocket(sock),
            })
            loop._remove_reader(sock.fileno())
            loop.call_later(ACCEPT_RETRY_DELAY, server._resume_accepting, sock)
            return
        connection.setblocking(False)
        loop.create_task(_accept_connection2(loop, server, connection, address))


_accept_connection.__qualname__ = "BaseSelectorEventLoop._accept_connection"


def _resume_accepting(self, sock):
    if self._sockets is not None:
        self._loop._add_reader(sock.fileno(), _accept_connection, self._loop, self, sock)


Server._resume_accepting = _resume_accepting


async def _accept_connection2(loop, server, connection, address):
    transport = None
    try:
        protocol = server._protocol_factory()
        waiter = loop.create_future()
        transport = _SelectorSocketTransport(loop, connection, protocol, waiter, {"peername": address}, server)
        try:
            await waiter
        except BaseException:
            transport.close()
            raise
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as error:
        if loop.get_debug():
            loop.call_exception_handler({
                "message": "Error on transport creation for incoming connection",
                "exception": error,
                "protocol": protocol,
                "transport": transport,
            })


_accept_connection2.__qualname__ = "BaseSelectorEventLoop._accept_connection2"


class _SelectorTransport(transports._FlowControlMixin):
    max_size = 256 * 1024

    def __init__(self, loop, sock, protocol, extra=None, server=None):
        super().__init__(extra, loop)
        self._extra["socket"] = trsock.TransportSocket(sock)
        try:
            self._extra["sockname"] = sock.getsockname()
        except OSError:
            self._extra["sockname"] = None
        if "peername" not in self._extra:
            try:
                self._extra["peername"] = sock.getpeername()
            except OSError:
                self._extra["peername"] = None
        self._sock = sock
        self._sock_fd = sock.fileno()
        self._server = server
        self._buffer = bytearray()
        self._conn_lost = 0
        self._closing = False
        self._paused = False
        self._polls = False
        self.set_protocol(protocol)
        if server is not None:
            server._attach()

    def __repr__(self):
        info = [self.__class__.__name__]
        if self._sock is None:
            info.append("closed")
        elif self._closing:
            info.append("closing")
        info.append(f"fd={self._sock_fd}")
        if self._loop is not None and not self._loop.is_closed():
            info += self._polling()
        return "<{}>".format(" ".join(info))

    def _polling(self):
        reads = "polling" if self._polls else "idle"
        writes = "polling" if self._buffer else "idle"
        return [f"read={reads}", f"write=<{writes}, bufsize={self.get_write_buffer_size()}>"]

    def abort(self):
        self._force_close(None)

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closing

    def is_reading(self):
        return not self.is_closing() and not self._paused

    def pause_reading(self):
        if self.is_reading():
            self._paused = True
            self._remove_reader()

    def resume_reading(self):
        if self._closing or not self._paused:
            return
        self._paused = False
        self._add_reader(self._sock_fd, self._read_ready)

    def close(self):
        if self._closing:
            return
        self._closing = True
        self._remove_reader()
        if not self._buffer:
            self._conn_lost += 1
            self._loop._remove_writer(self._sock_fd)
            self._loop.call_soon(self._call_connection_lost, None)

    def __del__(self):
        if getattr(self, "_sock", None) is not None:
            import warnings

            warnings.warn(f"unclosed transport {self!r}", ResourceWarning, source=self)
            self._sock.close()

    def _fatal_error(self, exc, message="Fatal error on transport"):
        if not isinstance(exc, OSError):
            self._loop.call_exception_handler({
                "message": message,
                "exception": exc,
                "transport": self,
                "protocol": self._protocol,
            })
        self._force_close(exc)

    def _force_close(self, exc):
        if self._conn_lost:
            return
        if self._buffer:
            self._buffer.clear()
            self._loop._remove_writer(self._sock_fd)
        if not self._closing:
            self._closing = True
            self._remove_reader()
        self._conn_lost += 1
        self._loop.call_soon(self._call_connection_lost, exc)

    def _call_connection_lost(self, exc):
        try:
            self._protocol.connection_lost(exc)
        finally:
            self._sock.close()
            self._sock = None
            self._protocol = None
            self._loop = None
            server, self._server = self._server, None
            if server is not None:
                server._detach()

    def get_write_buffer_size(self):
        return len(self._buffer)

    def _add_reader(self, fd, callback, *args):
        if self.is_reading():
            self._polls = True
            self._loop._add_reader(fd, callback, *args)

    def _remove_reader(self):
        self._polls = False
        self._loop._remove_reader(self._sock_fd)


class _SelectorSocketTransport(_SelectorTransport):
    def __init__(self, loop, sock, protocol, waiter=None, extra=None, server=None):
        self._eof = False
        super().__init__(loop, sock, protocol, extra, server)
        self._loop.call_soon(self._protocol.connection_made, self)
        self._loop.call_soon(self._add_reader, self._sock_fd, self._read_ready)
        if waiter is not None:
            self._loop.call_soon(_set_result_unless_cancelled, waiter, None)

    def _read_ready(self):
        if self._conn_lost:
            return
        if isinstance(self._protocol, protocols.BufferedProtocol):
            self._read_ready__get_buffer()
        else:
            self._read_ready__data_received()

    def _read_ready__get_buffer(self):
        try:
            buffer = self._protocol.get_buffer(-1)
            if not len(buffer):
                raise RuntimeError("get_buffer() returned an empty buffer")
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, "Fatal error: protocol.get_buffer() call failed.")
            return
        data = self._received(len(buffer))
        if data is None:
            return
        if not data:
            self._read_ready__on_eof()
            return
        buffer[: len(data)] = data
        try:
            self._protocol.buffer_updated(len(data))
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, "Fatal error: protocol.buffer_updated() call failed.")

    def _read_ready__data_received(self):
        data = self._received(self.max_size)
        if data is None:
            return
        if not data:
            self._read_ready__on_eof()
            return
        try:
            self._protocol.data_received(data)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, "Fatal error: protocol.data_received() call failed.")

    def _received(self, size):
        """What has arrived; None: nothing, or an error that was dealt with."""
        try:
            return self._sock.recv(size)
        except (BlockingIOError, InterruptedError):
            return None
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, "Fatal read error on socket transport")
            return None

    def _read_ready__on_eof(self):
        try:
            keep_open = self._protocol.eof_received()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, "Fatal error: protocol.eof_received() call failed.")
            return
        if keep_open:
            self._remove_reader()
        else:
            self.close()

    def write(self, data):
        if not isinstance(data, (bytes, bytearray)):
            raise TypeError(f"data argument must be a bytes-like object, not {type(data).__name__!r}")
        if self._eof:
            raise RuntimeError("Cannot call write() after write_eof()")
        if not data:
            return
        if self._conn_lost:
            self._conn_lost += 1
            return
        data = bytes(data)
        if not self._buffer:
            try:
                sent = self._sock.send(data)
            except (BlockingIOError, InterruptedError):
                sent = 0
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as error:
                self._fatal_error(error, "Fatal write error on socket transport")
                return
            data = data[sent:]
            if not data:
                return
            self._loop._add_writer(self._sock_fd, self._write_ready)
        self._buffer.extend(data)
        self._maybe_pause_protocol()

    def _write_ready(self):
        if self._conn_lost:
            return
        try:
            sent = self._sock.send(self._buffer)
        except (BlockingIOError, InterruptedError):
            return
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._loop._remove_writer(self._sock_fd)
            self._buffer.clear()
            self._fatal_error(error, "Fatal write error on socket transport")
            return
        del self._buffer[:sent]
        self._maybe_resume_protocol()
        if not self._buffer:
            self._loop._remove_writer(self._sock_fd)
            if self._closing:
                self._call_connection_lost(None)
            elif self._eof:
                self._sock.shutdown(_socket.SHUT_WR)

    def _call_connection_lost(self, exc):  # a method of its own, as in CPython: logs show its name
        super()._call_connection_lost(exc)

    def write_eof(self):
        if self._closing or self._eof:
            return
        self._eof = True
        if not self._buffer:
            self._sock.shutdown(_socket.SHUT_WR)

    def can_write_eof(self):
        return True


class _SelectorDatagramTransport(_SelectorTransport):
    def __init__(self, loop, sock, protocol, address=None, waiter=None, extra=None):
        super().__init__(loop, sock, protocol, extra)
        self._address = address
        self._buffer = collections.deque()
        self._buffer_size = 0
        self._loop.call_soon(self._protocol.connection_made, self)
        self._loop.call_soon(self._add_reader, self._sock_fd, self._read_ready)
        if waiter is not None:
            self._loop.call_soon(_set_result_unless_cancelled, waiter, None)

    def get_write_buffer_size(self):
        return self._buffer_size

    def _read_ready(self):
        if self._conn_lost:
            return
        try:
            data, address = self._sock.recvfrom(self.max_size)
        except (BlockingIOError, InterruptedError):
            pass
        except OSError as error:
            self._protocol.error_received(error)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, "Fatal read error on datagram transport")
        else:
            self._protocol.datagram_received(data, address)

    def sendto(self, data, addr=None):
        if not isinstance(data, (bytes, bytearray)):
            raise TypeError(f"data argument must be a bytes-like object, not {type(data).__name__!r}")
        if not data:
            return
        if self._address:
            if addr not in (None, self._address):
                raise ValueError(f"Invalid address: must be None or {self._address}")
            addr = self._address
        if self._conn_lost and self._address:
            self._conn_lost += 1
            return
        if not self._buffer:
            try:
                self._send(data, addr)
                return
            except (BlockingIOError, InterruptedError):
                self._loop._add_writer(self._sock_fd, self._sendto_ready)
            except OSError as error:
                self._protocol.error_received(error)
                return
        self._buffer.append((bytes(data), addr))
        self._buffer_size += len(data)
        self._maybe_pause_protocol()

    def _send(self, data, addr):
        if self._extra["peername"]:
            self._sock.send(data)
        else:
            self._sock.sendto(data, addr)

    def _sendto_ready(self):
        while self._buffer:
            data, addr = self._buffer[0]
            try:
                self._send(data, addr)
            except (BlockingIOError, InterruptedError):
                break
            except OSError as error:
                self._buffer.popleft()
                self._protocol.error_received(error)
                return
            self._buffer.popleft()
            self._buffer_size -= len(data)
        self._maybe_resume_protocol()
        if not self._buffer:
            self._loop._remove_writer(self._sock_fd)
            if self._closing:
                self._call_connection_lost(None)
