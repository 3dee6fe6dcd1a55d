import asyncio
import collections
import socket
import warnings

from aiohttp.client_exceptions import ClientConnectorDNSError, ClientConnectorError, ConnectionTimeoutError

ConnectionKey = collections.namedtuple("ConnectionKey", "host port is_ssl ssl proxy proxy_auth proxy_headers_hash")


def key_of(url, ssl=True):
    return ConnectionKey(url.host, url.port, url.scheme in ("https", "wss"), ssl, None, None, None)


class Connection:
    """A connection that is in use by a request."""

    def __init__(self, connector, key, reader, writer):
        self._connector = connector
        self._key = key
        self.reader = reader
        self.writer = writer

    @property
    def transport(self):
        return None if self.writer is None else self.writer.transport

    @property
    def closed(self):
        return self.writer is None or self.writer.is_closing()

    def release(self):
        self._give_back(True)

    def close(self):
        self._give_back(False)

    def _give_back(self, reusable):
        if self._connector is not None:
            connector, self._connector = self._connector, None
            connector._release(self._key, self.reader, self.writer, reusable)


class BaseConnector:
    def __init__(self, *, keepalive_timeout=15.0, force_close=False, limit=100, limit_per_host=0,
                 enable_cleanup_closed=False, loop=None, timeout_ceil_threshold=5):
        if force_close and keepalive_timeout not in (None, 15.0):
            raise ValueError("keepalive_timeout cannot be set if force_close is True")
        self._loop = loop or asyncio.get_running_loop()
        self._keepalive_timeout = keepalive_timeout
        self._force_close = force_close
        self._limit = limit
        self._limit_per_host = limit_per_host
        self._idle = collections.defaultdict(list)
        self._used = collections.defaultdict(int)
        self._used_in_all = 0
        self._waiters = collections.deque()
        self._closed = False

    def __del__(self):
        if getattr(self, "_closed", True) or not any(self._idle.values()):
            return
        count = sum(map(len, self._idle.values()))
        self._close()
        warnings.warn(f"Unclosed connector {self!r}", ResourceWarning, source=self)
        context = {"connector": self, "message": "Unclosed connector"}
        if not self._loop.is_closed() and count:
            self._loop.call_exception_handler(context)

    @property
    def force_close(self):
        return self._force_close

    @property
    def limit(self):
        return self._limit

    @property
    def limit_per_host(self):
        return self._limit_per_host

    @property
    def closed(self):
        return self._closed

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        await self.close()

    def close(self):
        self._close()
        return _Nothing()

    def _close(self):
        if self._closed:
            return
        self._closed = True
        if not self._loop.is_closed():
            for connections in self._idle.values():
                for _, writer, _ in connections:
                    writer.close()
        self._idle.clear()
        for _, waiter in self._waiters:
            if not waiter.done():
                waiter.cancel()
        self._waiters.clear()

    def _has_room(self, key):
        if self._limit and self._used_in_all >= self._limit:
            return False
        return not self._limit_per_host or self._used[key] < self._limit_per_host

    async def connect(self, url, ssl, traces, timeout):
        """A connection of one's own, an idle one if there is any."""
        key = key_of(url, ssl)
        if not self._has_room(key) or any(each == key for each, _ in self._waiters):
            await traces.tell("connection_queued_start")
            await self._wait_for_room(key)
            await traces.tell("connection_queued_end")
        self._used[key] += 1
        self._used_in_all += 1
        try:
            found = self._idle_one(key)
            if found is not None:
                await traces.tell("connection_reuseconn")
                return Connection(self, key, *found)
            await traces.tell("connection_create_start")
            try:
                async with asyncio.timeout(timeout.sock_connect):
                    reader, writer = await self._create(key, traces)
            except TimeoutError as error:
                raise ConnectionTimeoutError(f"Connection timeout to host {url}") from error
            await traces.tell("connection_create_end")
        except BaseException:
            self._give_room(key)
            raise
        if self._closed:
            writer.close()
            raise asyncio.CancelledError
        return Connection(self, key, reader, writer)

    async def _wait_for_room(self, key):
        waiter = self._loop.create_future()
        entry = (key, waiter)
        self._waiters.append(entry)
        try:
            await waiter
        except BaseException:
            if entry in self._waiters:
                self._waiters.remove(entry)
            if waiter.done() and not waiter.cancelled():
                self._wake_next()
            raise

    def _give_room(self, key):
        self._used[key] -= 1
        self._used_in_all -= 1
        self._wake_next()

    def _wake_next(self):
        for entry in list(self._waiters):
            key, waiter = entry
            if self._has_room(key):
                self._waiters.remove(entry)
                if not waiter.done():
                    waiter.set_result(None)
                    return

    def _idle_one(self, key):
        connections = self._idle.get(key)
        now = self._loop.time()
        while connections:
            reader, writer, since = connections.pop()
            if not writer.is_closing() and not reader.at_eof() and now - since <= self._keepalive_timeout:
                return reader, writer
            writer.close()
        return None

    def _release(self, key, reader, writer, reusable):
        if self._closed:
            if not self._loop.is_closed():
                writer.close()
            return
        if reusable and not self._force_close and not writer.is_closing():
            self._idle[key].append((reader, writer, self._loop.time()))
        elif not self._loop.is_closed():
            writer.close()
        self._give_room(key)

    async def _create(self, key, traces):
        raise NotImplementedError


class TCPConnector(BaseConnector):
    def __init__(self, *, verify_ssl=True, fingerprint=None, use_dns_cache=True, ttl_dns_cache=10,
                 family=socket.AF_UNSPEC, ssl_context=None, ssl=True, local_addr=None, resolver=None,
                 keepalive_timeout=15.0, force_close=False, limit=100, limit_per_host=0,
                 enable_cleanup_closed=False, loop=None, timeout_ceil_threshold=5,
                 happy_eyeballs_delay=0.25, interleave=None):
        super().__init__(keepalive_timeout=keepalive_timeout, force_close=force_close, limit=limit,
                         limit_per_host=limit_per_host, loop=loop)
        self._use_dns_cache = use_dns_cache
        self._ttl = ttl_dns_cache
        self._family = family
        self._local_addr = local_addr
        self._names = {}
        self._lookups = {}

    @property
    def family(self):
        return self._family

    @property
    def use_dns_cache(self):
        return self._use_dns_cache

    def clear_dns_cache(self, host=None, port=None):
        if host is None:
            self._names.clear()
        else:
            self._names.pop((host, port), None)

    async def _look_up(self, host, port):
        return await self._loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, family=self._family)

    async def _resolve(self, host, port, traces):
        if host.replace(".", "").isdigit() or ":" in host:
            return [(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        if not self._use_dns_cache:
            await traces.tell("dns_resolvehost_start", host)
            found = await self._look_up(host, port)
            await traces.tell("dns_resolvehost_end", host)
            return found
        key = (host, port)
        known = self._names.get(key)
        if known is not None and (self._ttl is None or self._loop.time() - known[1] <= self._ttl):
            await traces.tell("dns_cache_hit", host)
            return known[0]
        if key in self._lookups:
            await traces.tell("dns_cache_hit", host)
            return await asyncio.shield(self._lookups[key])
        await traces.tell("dns_cache_miss", host)
        await traces.tell("dns_resolvehost_start", host)
        self._lookups[key] = lookup = self._loop.create_task(self._look_up(host, port))
        try:
            found = await asyncio.shield(lookup)
        finally:
            self._lookups.pop(key, None)
        await traces.tell("dns_resolvehost_end", host)
        self._names[key] = (found, self._loop.time())
        return found

    async def _create(self, key, traces):
        try:
            found = await self._resolve(key.host, key.port, traces)
        except OSError as error:
            if error.errno is None and isinstance(error, asyncio.TimeoutError):
                raise
            raise ClientConnectorDNSError(key, error) from error
        failure = None
        for family, _, _, _, address in found:
            try:
                return await asyncio.open_connection(address[0], address[1], family=family,
                                                     local_addr=self._local_addr)
            except OSError as error:
                if error.errno is None and isinstance(error, asyncio.TimeoutError):
                    raise
                failure = error
        raise ClientConnectorError(key, failure) from failure


class UnixConnector(BaseConnector):
    def __init__(self, path, **options):
        super().__init__(**options)
        self._path = path

    @property
    def path(self):
        return self._path

    async def _create(self, key, traces):
        try:
            return await asyncio.open_unix_connection(self._path)
        except OSError as error:
            raise ClientConnectorError(key, error) from error


class _Nothing:
    """May be awaited, and needn't be."""

    def __await__(self):
        return iter(())
