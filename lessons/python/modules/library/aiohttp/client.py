import asyncio
import collections.abc
import dataclasses
import json as _json
import warnings

from aiohttp import hdrs
from aiohttp.client_exceptions import (
    ClientConnectionError, ClientConnectionResetError, ClientError, ClientOSError, InvalidUrlClientError,
    InvalidUrlRedirectClientError, NonHttpUrlClientError,
    ServerDisconnectedError, TooManyRedirects,
)
from aiohttp.client_reqrep import ClientResponse, Request
from aiohttp.connector import TCPConnector
from aiohttp.cookiejar import CookieJar
from aiohttp.formdata import FormData
from aiohttp.helpers import BasicAuth, Timer
from aiohttp.tracing import Traces
from multidict import CIMultiDict
from yarl import URL

_default_headers = (("Accept", "*/*"), ("Accept-Encoding", "gzip, deflate"), ("User-Agent", "Python/3.11 aiohttp/3.11.18"))
_unset = object()


@dataclasses.dataclass(frozen=True)
class ClientTimeout:
    total: float = None
    connect: float = None
    sock_read: float = None
    sock_connect: float = None
    ceil_threshold: float = 5


DEFAULT_TIMEOUT = ClientTimeout(total=5 * 60)


def _as_timeout(timeout, otherwise):
    if timeout is _unset or timeout is None and otherwise is not None:
        return otherwise
    if isinstance(timeout, ClientTimeout):
        return timeout
    if isinstance(timeout, (int, float)):
        return ClientTimeout(total=timeout)
    if timeout is None:
        return ClientTimeout()
    raise ValueError(f"timeout parameter cannot be of {type(timeout)} type, please use 'timeout=ClientTimeout(...)'")


class ClientSession:
    def __init__(self, base_url=None, *, connector=None, loop=None, cookies=None, headers=None, skip_auto_headers=None,
                 auth=None, json_serialize=_json.dumps, request_class=None, response_class=None,
                 ws_response_class=None, version=None, cookie_jar=None, connector_owner=True, raise_for_status=False,
                 read_timeout=_unset, conn_timeout=None, timeout=_unset, auto_decompress=True, trust_env=False,
                 requote_redirect_url=True, trace_configs=None, read_bufsize=2**16, max_line_size=8190,
                 max_field_size=8190, fallback_charset_resolver=None):
        self._connector = None
        self._loop = loop or (connector._loop if connector is not None else asyncio.get_running_loop())
        if base_url is not None:
            base_url = URL(base_url)
            if not base_url.is_absolute():
                raise ValueError("Only absolute URLs are supported")
        self._base_url = base_url
        if connector is None:
            connector = TCPConnector(loop=self._loop)
        elif connector._loop is not self._loop:
            raise RuntimeError("Session and connector has to use same event loop")
        self._connector = connector
        self._connector_owner = connector_owner
        self._cookie_jar = CookieJar(loop=self._loop) if cookie_jar is None else cookie_jar
        if cookies:
            self._cookie_jar.update_cookies(cookies)
        self._timeout = _as_timeout(timeout, DEFAULT_TIMEOUT)
        self._default_headers = CIMultiDict(headers or {})
        self._skip_auto_headers = {name.lower() for name in skip_auto_headers or ()}
        self._default_auth = auth
        self._json_serialize = json_serialize
        self._raise_for_status = raise_for_status
        self._trace_configs = trace_configs or []
        for config in self._trace_configs:
            config.freeze()

    def __del__(self):
        try:
            unclosed = not self.closed
        except AttributeError:
            return
        if unclosed:
            warnings.warn(f"Unclosed client session {self!r}", ResourceWarning, source=self)
            if not self._loop.is_closed():
                self._loop.call_exception_handler({"client_session": self, "message": "Unclosed client session"})

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        await self.close()

    def __enter__(self):
        raise TypeError("Use async with instead")

    def __exit__(self, *details):
        pass

    async def close(self):
        if not self.closed:
            if self._connector is not None and self._connector_owner:
                await self._connector.close()
            self._connector = None

    def detach(self):
        self._connector = None

    @property
    def closed(self):
        return self._connector is None or self._connector.closed

    @property
    def connector(self):
        return self._connector

    @property
    def cookie_jar(self):
        return self._cookie_jar

    @property
    def timeout(self):
        return self._timeout

    @property
    def headers(self):
        return self._default_headers

    @property
    def auth(self):
        return self._default_auth

    @property
    def json_serialize(self):
        return self._json_serialize

    @property
    def raise_for_status(self):
        return self._raise_for_status

    @property
    def loop(self):
        return self._loop

    @property
    def trace_configs(self):
        return self._trace_configs

    def request(self, method, url, **options):
        return _RequestContextManager(self._request(method, url, **options))

    def get(self, url, *, allow_redirects=True, **options):
        return _RequestContextManager(self._request("GET", url, allow_redirects=allow_redirects, **options))

    def options(self, url, *, allow_redirects=True, **options):
        return _RequestContextManager(self._request("OPTIONS", url, allow_redirects=allow_redirects, **options))

    def head(self, url, *, allow_redirects=False, **options):
        return _RequestContextManager(self._request("HEAD", url, allow_redirects=allow_redirects, **options))

    def post(self, url, *, data=None, **options):
        return _RequestContextManager(self._request("POST", url, data=data, **options))

    def put(self, url, *, data=None, **options):
        return _RequestContextManager(self._request("PUT", url, data=data, **options))

    def patch(self, url, *, data=None, **options):
        return _RequestContextManager(self._request("PATCH", url, data=data, **options))

    def delete(self, url, **options):
        return _RequestContextManager(self._request("DELETE", url, **options))

    def ws_connect(self, url, **options):
        raise NotImplementedError("WebSockets are not supported")

    def _build_url(self, str_or_url):
        url = URL(str_or_url)
        if self._base_url is None or url.is_absolute():
            return url
        return self._base_url.join(url)

    async def _request(self, method, str_or_url, *, params=None, data=None, json=None, cookies=None, headers=None,
                       skip_auto_headers=None, auth=None, allow_redirects=True, max_redirects=10, compress=None,
                       chunked=None, expect100=False, raise_for_status=None, read_until_eof=True, proxy=None,
                       proxy_auth=None, timeout=_unset, verify_ssl=None, fingerprint=None, ssl_context=None, ssl=True,
                       server_hostname=None, proxy_headers=None, trace_request_ctx=None, read_bufsize=None,
                       auto_decompress=None, max_line_size=None, max_field_size=None):
        if self.closed:
            raise RuntimeError("Session is closed")
        if data is not None and json is not None:
            raise ValueError("data and json parameters can not be used at the same time")
        if proxy is not None:
            raise NotImplementedError("proxies are not supported")
        if json is not None:
            data = _Json(self._json_serialize(json))
        try:
            url = self._build_url(str_or_url)
        except ValueError as error:
            raise InvalidUrlClientError(str_or_url) from error
        if params is not None:
            url = url.update_query(params)
        timeout = _as_timeout(timeout, self._timeout)
        all_headers = CIMultiDict(self._default_headers)
        all_headers.update(headers or {})
        traces = Traces(self, self._trace_configs, trace_request_ctx)
        timer = Timer(self._loop, timeout.total)
        await traces.tell("request_start", method.upper(), url, all_headers)
        try:
            response = await self._follow(
                method.upper(), url, data, cookies, all_headers, auth, allow_redirects, max_redirects, ssl, timeout,
                timer, traces, {name.lower() for name in skip_auto_headers or ()} | self._skip_auto_headers)
            checked = self._raise_for_status if raise_for_status is None else raise_for_status
            if callable(checked):
                await checked(response)
            elif checked:
                response.raise_for_status()
        except BaseException as error:
            timer.close()
            await traces.tell("request_exception", method.upper(), url, all_headers, error)
            raise
        await traces.tell("request_end", method.upper(), url, all_headers, response)
        return response

    async def _follow(self, method, url, data, cookies, headers, auth, allow_redirects, max_redirects, ssl, timeout,
                      timer, traces, skipped):
        """Sends a request, and those to which it is redirected."""
        history = []
        while True:
            request = await self._made(method, url, data, cookies, headers, auth, skipped)
            response = await self._sent(request, ssl, timeout, timer, traces, tuple(history))
            self._cookie_jar.update_cookies(response.cookies, response.url)
            if not allow_redirects or response.status not in (301, 302, 303, 307, 308):
                return response
            target = response.headers.get(hdrs.LOCATION)
            if target is None:
                return response
            await traces.tell("request_redirect", method, url, headers, response)
            history.append(response)
            if max_redirects and len(history) >= max_redirects:
                response.close()
                raise TooManyRedirects(history[0].request_info, tuple(history))
            if response.status == 303 and method != "HEAD" or response.status in (301, 302) and method == "POST":
                method, data = "GET", None
                headers.popall(hdrs.CONTENT_LENGTH, None)
            await response.read()
            try:
                found = URL(target)
            except ValueError as error:
                raise InvalidUrlRedirectClientError(target) from error
            if found.scheme not in ("http", "https", ""):
                raise ValueError("Can redirect only to http or https")
            found = url.join(found)
            if found.origin() != url.origin():
                auth = None
                headers.popall(hdrs.AUTHORIZATION, None)
            url = found

    async def _made(self, method, url, data, cookies, headers, auth, skipped):
        if url.scheme not in ("http", "https", ""):
            raise NonHttpUrlClientError(url)
        if not url.host or not url.scheme:
            raise InvalidUrlClientError(url)
        all_headers = CIMultiDict()
        all_headers["Host"] = url.host if url.is_default_port() else f"{url.host}:{url.port}"
        all_headers.update(headers)
        for name, value in _default_headers:
            if name not in all_headers and name.lower() not in skipped:
                all_headers[name] = value
        if auth is None and url.user is not None:
            auth = BasicAuth(url.user, url.password or "")
        auth = auth or self._default_auth
        if auth is not None:
            if not isinstance(auth, BasicAuth):
                raise TypeError("BasicAuth() tuple is required instead")
            all_headers[hdrs.AUTHORIZATION] = auth.encode()
        its_cookies = {name: morsel.value for name, morsel in self._cookie_jar.filter_cookies(url).items()}
        its_cookies.update(cookies or {})
        if its_cookies:
            all_headers[hdrs.COOKIE] = "; ".join(f"{name}={value}" for name, value in its_cookies.items())
        body, kind = await _encoded(data)
        if kind is not None and hdrs.CONTENT_TYPE not in all_headers and "content-type" not in skipped:
            all_headers[hdrs.CONTENT_TYPE] = kind
        if body or method not in ("GET", "HEAD", "OPTIONS", "DELETE"):
            all_headers[hdrs.CONTENT_LENGTH] = str(len(body))
        return Request(method, url, all_headers, body)

    async def _sent(self, request, ssl, timeout, timer, traces, history):
        attempts = 2 if request.method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE") else 1
        while True:
            attempts -= 1
            with timer:
                async with _connect_timeout(timeout.connect, request.url):
                    connection = await self._connector.connect(request.url, ssl, traces, timeout)
            reused = getattr(connection.reader, "_was_used", False)
            connection.reader._was_used = True
            response = ClientResponse(request, connection, timer, timeout.sock_read, history)
            try:
                request.send(connection)
                return await response._start()
            except BaseException as error:
                response._connection = None
                connection.close()
                lost = isinstance(error, (ServerDisconnectedError, ClientOSError))
                if lost and reused and attempts:
                    continue  # the server closed a connection that was kept: once more
                raise


class _connect_timeout:
    """`connect` of a ClientTimeout: for a place in the pool and the connection."""

    def __init__(self, seconds, url):
        self._timeout = asyncio.timeout(seconds)
        self._url = url

    async def __aenter__(self):
        await self._timeout.__aenter__()

    async def __aexit__(self, *details):
        from aiohttp.client_exceptions import ConnectionTimeoutError

        try:
            await self._timeout.__aexit__(*details)
        except TimeoutError as error:
            raise ConnectionTimeoutError(f"Connection timeout to host {self._url}") from error


class _Json:
    def __init__(self, text):
        self.text = text


async def _encoded(data):
    """The bytes of a request's body, and their type."""
    if data is None:
        return b"", None
    if isinstance(data, _Json):
        return data.text.encode("utf-8"), "application/json"
    if isinstance(data, str):
        return data.encode("utf-8"), "text/plain; charset=utf-8"
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data), "application/octet-stream"
    if isinstance(data, FormData):
        return data._encoded()
    if isinstance(data, (collections.abc.Mapping, list, tuple)):
        return FormData(data)._encoded()
    if hasattr(data, "read"):
        content = data.read()
        return (content.encode("utf-8") if isinstance(content, str) else content), "application/octet-stream"
    if hasattr(data, "__aiter__"):
        return b"".join([chunk async for chunk in data]), "application/octet-stream"
    raise TypeError(f"Can't send {type(data)!r} as the body of a request")


class _RequestContextManager(collections.abc.Coroutine):
    """A request: await it, or enter it with `async with`."""

    def __init__(self, coro, session=None):
        self._coro = coro
        self._session = session

    def send(self, arg):
        return self._coro.send(arg)

    def throw(self, *args):
        return self._coro.throw(*args)

    def close(self):
        return self._coro.close()

    def __await__(self):
        return self._coro.__await__()

    def __iter__(self):
        return self.__await__()

    async def __aenter__(self):
        try:
            self._response = await self._coro
        except BaseException:
            if self._session is not None:
                await self._session.close()
            raise
        return self._response

    async def __aexit__(self, *details):
        self._response.release()
        if self._session is not None:
            await self._session.close()


def request(method, url, *, connector=None, **options):
    """One request, with a session of its own."""
    session = ClientSession(connector=connector or TCPConnector(force_close=True), connector_owner=connector is None)
    return _RequestContextManager(session._request(method, url, **options), session)
