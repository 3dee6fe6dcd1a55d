import asyncio
import collections.abc
import socket

from asyncio import BaseEventLoop, trsock
from asyncio.events import AbstractServer
from asyncio.log import logger

__all__ = ("BaseEventLoop", "Server")


def _check_ssl(ssl, **options):
    """What TLS alone gives a meaning is refused without it."""
    for name, value in options.items():
        if value is not None and not ssl:
            raise ValueError(f"{name} is only meaningful with ssl")
    if ssl:
        raise NotImplementedError("TLS is not supported")


def _check_server_ssl(ssl, **options):
    if isinstance(ssl, bool):
        raise TypeError("ssl argument must be an SSLContext or None")
    _check_ssl(ssl, **options)


def _check_stream(sock):
    if sock.type != socket.SOCK_STREAM:
        raise ValueError(f"A Stream Socket was expected, got {sock!r}")


def _check_place(host, port, sock, neither):
    """Either an address is given or a stream socket."""
    if host is not None or port is not None:
        if sock is not None:
            raise ValueError("host/port and sock can not be specified at the same time")
    elif sock is None:
        raise ValueError(neither)
    else:
        _check_stream(sock)


def _numeric(host):
    return isinstance(host, str) and (":" in host or host.replace(".", "").isdigit())


def _port_number(port):
    """A port as a number; None: a service, whose name has to be looked up."""
    if port is None or port == "" or port == b"":
        return 0
    try:
        return int(port)
    except (TypeError, ValueError):
        return None


def _ipaddr_info(host, port, family, type, proto, flowinfo=0, scopeid=0):
    """What getaddrinfo() would say of an address that needs no looking up; else None."""
    kinds = {socket.SOCK_STREAM: socket.IPPROTO_TCP, socket.SOCK_DGRAM: socket.IPPROTO_UDP}
    number = _port_number(port)
    if proto not in (0, *kinds.values()) or host is None or type not in kinds or number is None:
        return None
    if isinstance(host, bytes):
        host = host.decode("idna")
    if "%" in host or not hasattr(socket, "inet_pton"):
        return None
    for each in [socket.AF_INET, socket.AF_INET6] if family == socket.AF_UNSPEC else [family]:
        try:
            socket.inet_pton(each, host)
        except OSError:
            continue
        address = (host, number, flowinfo, scopeid) if each == socket.AF_INET6 else (host, number)
        return each, type, kinds[type], "", address
    return None


async def _resolved(loop, host, port, family, type, flags=0, proto=0):
    info = _ipaddr_info(host, port, family, type, proto)
    if info is not None:
        return [info]
    found = await loop.getaddrinfo(host, port, family=family, type=type, proto=proto, flags=flags)
    if not found:
        raise OSError(f"getaddrinfo({host!r}) returned empty list")
    return found


def _set_nodelay(sock):
    internet = sock.family in (socket.AF_INET, socket.AF_INET6)
    if internet and sock.type == socket.SOCK_STREAM and sock.proto == socket.IPPROTO_TCP:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _set_reuseport(sock):
    if not hasattr(socket, "SO_REUSEPORT"):
        raise ValueError("reuse_port not supported by socket module")
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    except OSError:
        raise ValueError(
            "reuse_port not supported by socket module, SO_REUSEPORT defined but not implemented.")


def _cannot_bind(address, error):
    return OSError(error.errno, f"error while attempting to bind on address {address!r}: {error.strerror.lower()}")


async def _connected(loop, host, port, family, proto, flags, local_addr):
    infos = await _resolved(loop, host, port, family, socket.SOCK_STREAM, flags, proto)
    own = None
    if local_addr is not None:
        own = await _resolved(loop, *local_addr, family, socket.SOCK_STREAM, flags, proto)
    failures = []
    for info in infos:
        try:
            return await _connect_sock(loop, failures, info, own)
        except OSError:
            continue
    raise _joined(failures)


def _bind_to_one(sock, family, own, failures):
    """Takes the first address of its own that can be had."""
    before = len(failures)
    for each_family, _, _, _, address in own:
        if each_family != family:
            continue
        try:
            sock.bind(address)
            return
        except OSError as error:
            failures.append(_cannot_bind(address, error))
    if len(failures) == before:
        failures.append(OSError(f"no matching local address with {family=} found"))
    raise failures[-1]


async def _connect_sock(loop, failures, info, own):
    family, kind, proto, _, address = info
    sock = None
    try:
        try:
            sock = socket.socket(family=family, type=kind, proto=proto)
            sock.setblocking(False)
        except OSError as error:
            failures.append(error)
            raise
        if own is not None:
            _bind_to_one(sock, family, own, failures)
        try:
            await loop.sock_connect(sock, address)
        except OSError as error:
            failures.append(error)
            raise
        return sock
    except BaseException:
        if sock is not None:
            sock.close()
        raise


def _joined(failures):
    """One exception for all."""
    if len(failures) == 1 or all(str(each) == str(failures[0]) for each in failures):
        return failures[0]
    return OSError("Multiple exceptions: {}".format(", ".join(str(each) for each in failures)))


async def _create_server_getaddrinfo(loop, host, port, family, flags):
    if host is None:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("0.0.0.0", port or 0))]
    return await _resolved(loop, host, port, family, socket.SOCK_STREAM, flags)


_create_server_getaddrinfo.__qualname__ = "BaseEventLoop._create_server_getaddrinfo"


async def _bound_sockets(loop, host, port, family, flags, reuse_address, reuse_port):
    if host == "":
        hosts = [None]
    elif isinstance(host, str) or not isinstance(host, collections.abc.Iterable):
        hosts = [host]
    else:
        hosts = host
    found = await asyncio.gather(*[_create_server_getaddrinfo(loop, each, port, family, flags) for each in hosts])
    sockets = []
    try:
        for each_family, kind, proto, _, address in dict.fromkeys(each for of_host in found for each in of_host):
            try:
                sock = socket.socket(each_family, kind, proto)
            except OSError:
                continue  # there is none of this family
            sockets.append(sock)
            if reuse_address is None or reuse_address:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, True)
            if reuse_port:
                _set_reuseport(sock)
            try:
                sock.bind(address)
            except OSError as error:
                raise _cannot_bind(address, error) from None
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


async def _datagram_addresses(loop, local_addr, remote_addr, family, proto, flags):
    """[((family, proto), (local address, remote address))]: what can be tried."""
    if not (local_addr or remote_addr):
        if family == 0:
            raise ValueError("unexpected address family")
        return [((family, proto), (None, None))]
    if family == socket.AF_UNIX:
        if any(address is not None and not isinstance(address, str) for address in (local_addr, remote_addr)):
            raise TypeError("string is expected")
        return [((family, proto), (local_addr, remote_addr))]
    pairs = {}
    for side, address in enumerate((local_addr, remote_addr)):
        if address is None:
            continue
        if not (isinstance(address, tuple) and len(address) == 2):
            raise TypeError("2-tuple is expected")
        try:
            found = await _resolved(loop, *address, family, socket.SOCK_DGRAM, flags, proto)
        except OSError as error:
            raise error if error.errno else OSError("getaddrinfo() returned empty list")
        for each_family, _, each_proto, _, resolved in found:
            pairs.setdefault((each_family, each_proto), [None, None])[side] = resolved
    usable = [(key, pair) for key, pair in pairs.items()
              if not (local_addr and pair[0] is None or remote_addr and pair[1] is None)]
    if not usable:
        raise ValueError("can not get address information")
    return usable


async def _datagram_socket(loop, key, local, remote, reuse_port, allow_broadcast):
    sock = socket.socket(family=key[0], type=socket.SOCK_DGRAM, proto=key[1])
    try:
        if reuse_port:
            _set_reuseport(sock)
        if allow_broadcast:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        sock.setblocking(False)
        if local:
            sock.bind(local)
        if remote and not allow_broadcast:
            await loop.sock_connect(sock, remote)
    except BaseException:
        sock.close()
        raise
    return sock


async def _create_connection_transport(loop, sock, protocol_factory):
    sock.setblocking(False)
    protocol = protocol_factory()
    waiter = loop.create_future()
    transport = loop._make_socket_transport(sock, protocol, waiter)
    try:
        await waiter
    except BaseException:
        transport.close()
        raise
    return transport, protocol


class BaseMethods:
    """What all loops do with connections, pipes and processes; `self` is the loop."""

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        return await self.run_in_executor(None, socket.getaddrinfo, host, port, family, type, proto, flags)

    async def getnameinfo(self, sockaddr, flags=0):
        return await self.run_in_executor(None, socket.getnameinfo, sockaddr, flags)

    async def create_connection(self, protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0,
                                flags=0, sock=None, local_addr=None, server_hostname=None,
                                ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
                                happy_eyeballs_delay=None, interleave=None):
        if server_hostname is None and ssl and not host:
            raise ValueError("You must set server_hostname when using ssl without a host")
        _check_ssl(ssl, server_hostname=server_hostname, ssl_handshake_timeout=ssl_handshake_timeout,
                   ssl_shutdown_timeout=ssl_shutdown_timeout)
        _check_place(host, port, sock, "host and port was not specified and no sock specified")
        if sock is None:
            sock = await _connected(self, host, port, family, proto, flags, local_addr)
        return await _create_connection_transport(self, sock, protocol_factory)

    async def create_server(self, protocol_factory, host=None, port=None, *, family=0, flags=1, sock=None,
                            backlog=100, ssl=None, reuse_address=None, reuse_port=None,
                            ssl_handshake_timeout=None, ssl_shutdown_timeout=None, start_serving=True):
        _check_server_ssl(ssl, ssl_handshake_timeout=ssl_handshake_timeout,
                          ssl_shutdown_timeout=ssl_shutdown_timeout)
        _check_place(host, port, sock, "Neither host/port nor sock were specified")
        sockets = [sock]
        if sock is None:
            sockets = await _bound_sockets(self, host, port, family, flags, reuse_address, reuse_port)
        return await _serving(self, sockets, protocol_factory, backlog, start_serving)

    async def create_datagram_endpoint(self, protocol_factory, local_addr=None, remote_addr=None, *, family=0,
                                       proto=0, flags=0, reuse_port=None, allow_broadcast=None, sock=None):
        remote = None
        if sock is None:
            failures = []
            addresses = await _datagram_addresses(self, local_addr, remote_addr, family, proto, flags)
            for key, (local, remote) in addresses:
                try:
                    sock = await _datagram_socket(self, key, local, remote, reuse_port, allow_broadcast)
                    break
                except OSError as error:
                    failures.append(error)
            else:
                raise failures[0]
        else:
            if sock.type != socket.SOCK_DGRAM:
                raise ValueError(f"A UDP Socket was expected, got {sock!r}")
            given = {"local_addr": local_addr, "remote_addr": remote_addr, "family": family, "proto": proto,
                     "flags": flags, "reuse_port": reuse_port, "allow_broadcast": allow_broadcast}
            problems = ", ".join(f"{name}={value}" for name, value in given.items() if value)
            if problems:
                raise ValueError(
                    f"socket modifier keyword arguments can not be used when sock is specified. ({problems})")
            sock.setblocking(False)
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = self._make_datagram_transport(sock, protocol, remote, waiter)
        try:
            await waiter
        except BaseException:
            transport.close()
            raise
        return transport, protocol

    async def connect_accepted_socket(self, protocol_factory, sock, *, ssl=None, ssl_handshake_timeout=None,
                                      ssl_shutdown_timeout=None):
        _check_stream(sock)
        _check_ssl(ssl, ssl_handshake_timeout=ssl_handshake_timeout, ssl_shutdown_timeout=ssl_shutdown_timeout)
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

    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        if transport.is_closing():
            raise RuntimeError("Transport is closing")
        if not hasattr(transport, "_make_empty_waiter"):
            raise RuntimeError(f"sendfile is not supported for transport {transport!r}")
        resumes = transport.is_reading()
        transport.pause_reading()
        await transport._make_empty_waiter()
        try:
            return await self.sock_sendfile(transport._sock, file, offset, count, fallback=False)
        finally:
            transport._reset_empty_waiter()
            if resumes:
                transport.resume_reading()


for _name, _function in list(vars(BaseMethods).items()):
    if callable(_function):
        _function.__qualname__ = "BaseEventLoop." + _name


class Server(AbstractServer):
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
            self._loop._start_serving(self, sock)

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
            self._loop._stop_serving(sock)
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
