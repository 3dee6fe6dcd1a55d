import asyncio
import collections
import json

from aiohttp import hdrs
from aiohttp.client_exceptions import (
    ClientConnectionError, ClientOSError, ClientPayloadError, ClientResponseError, ContentTypeError,
    ServerDisconnectedError, SocketTimeoutError,
)
from aiohttp.cookiejar import parse_cookie
from aiohttp.streams import StreamReader
from multidict import CIMultiDict, CIMultiDictProxy

RequestInfo = collections.namedtuple("RequestInfo", "url method headers real_url")
HttpVersion = collections.namedtuple("HttpVersion", "major minor")


class Request:
    """What is sent."""

    def __init__(self, method, url, headers, body):
        self.method = method
        self.url = url.with_fragment(None)
        self.headers = headers
        self.body = body
        self.info = RequestInfo(self.url, method, CIMultiDictProxy(headers), url)

    def send(self, connection):
        lines = [f"{self.method} {self.url.raw_path_qs} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        head = "\r\n".join(lines) + "\r\n\r\n"
        connection.writer.write(head.encode("utf-8") + self.body)


class ClientResponse:
    def __init__(self, request, connection, timer, read_timeout, history=()):
        self.method = request.method
        self._request_info = request.info
        self._connection = connection
        self._timer = timer
        self._read_timeout = read_timeout
        self._history = history
        self._url, self._real_url = request.url, request.info.real_url
        self._body = None
        self._closed = False
        self._released = False
        self.version = None
        self.status = None
        self.reason = None
        self.content = None
        self.cookies = {}

    async def _start(self):
        """Reads up to the body."""
        with self._timer:
            line = await self._from_connection("readline")
            if not line:
                raise ServerDisconnectedError
            version, status, *reason = line.decode("latin-1").rstrip().split(" ", 2)
            self.version = HttpVersion(*map(int, version.partition("/")[2].split(".")))
            self.status = int(status)
            self.reason = reason[0] if reason else ""
            headers = CIMultiDict()
            while (line := (await self._from_connection("readline")).rstrip()) != b"":
                name, _, value = line.decode("utf-8").partition(":")
                headers.add(name.strip(), value.strip())
        self._headers = CIMultiDictProxy(headers)
        for text in headers.getall(hdrs.SET_COOKIE, ()):
            cookie = parse_cookie(text)
            if cookie is not None:
                self.cookies[cookie.key] = cookie
        self.content = StreamReader(self._pull)
        self._rest = int(headers[hdrs.CONTENT_LENGTH]) if hdrs.CONTENT_LENGTH in headers else None
        self._chunked = "chunked" in headers.get(hdrs.TRANSFER_ENCODING, "").lower()
        self._keep = headers.get(hdrs.CONNECTION, "").lower() != "close" and self.version >= (1, 1)
        if self._rest is None and not self._chunked:
            self._keep = False
        if self.method == "HEAD" or self.status in (204, 304) or self._rest == 0:
            self._rest, self._chunked = 0, False
            await self.content.read()
        return self

    async def _from_connection(self, what, *args):
        if self._connection is None:
            raise ClientConnectionError("Connection closed")
        read = getattr(self._connection.reader, what)
        try:
            async with asyncio.timeout(self._read_timeout):
                return await read(*args)
        except TimeoutError as error:
            if error.errno is not None:
                raise ClientOSError(*error.args) from error
            raise SocketTimeoutError("Timeout on reading data from socket") from error
        except asyncio.IncompleteReadError as error:
            raise ClientPayloadError("Response payload is not completed") from error
        except OSError as error:
            raise ClientOSError(*error.args) from error

    async def _pull(self):
        try:
            with self._timer:
                data = await self._next_part()
        except BaseException:
            self.close()
            raise
        if not data:
            self._body_ended()
        return data

    async def _next_part(self):
        if self._chunked:
            size = int((await self._from_connection("readline")).split(b";")[0], 16)
            data = await self._from_connection("readexactly", size) if size else b""
            await self._from_connection("readline")
            return data
        if self._rest == 0:
            return b""
        wanted = 65536 if self._rest is None else min(self._rest, 65536)
        data = await self._from_connection("read", wanted)
        if self._rest is not None:
            if not data:
                raise ClientPayloadError("Response payload is not completed")
            self._rest -= len(data)
        return data

    def _body_ended(self):
        self._released = True
        self._timer.close()
        if self._connection is not None:
            connection, self._connection = self._connection, None
            if self._keep:
                connection.release()
            else:
                connection.close()

    def __del__(self):
        if getattr(self, "_connection", None) is not None:
            self._connection.release()

    def __repr__(self):
        url = str(self.url)
        head = f"<ClientResponse({url}) [{self.status} {self.reason}]>"
        return f"{head}\n{self.headers}\n"

    @property
    def url(self):
        return self._url

    url_obj = url

    @property
    def real_url(self):
        return self._real_url

    @property
    def host(self):
        return self._url.host

    @property
    def headers(self):
        return self._headers

    @property
    def raw_headers(self):
        return tuple((name.encode(), value.encode()) for name, value in self._headers.items())

    @property
    def request_info(self):
        return self._request_info

    @property
    def history(self):
        return self._history

    @property
    def ok(self):
        return 400 > self.status

    @property
    def closed(self):
        return self._closed or self._released

    @property
    def connection(self):
        return self._connection

    @property
    def content_type(self):
        return self._headers.get(hdrs.CONTENT_TYPE, "application/octet-stream").partition(";")[0].strip().lower()

    @property
    def charset(self):
        for part in self._headers.get(hdrs.CONTENT_TYPE, "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip('"')
        return None

    @property
    def content_length(self):
        length = self._headers.get(hdrs.CONTENT_LENGTH)
        return None if length is None else int(length)

    def get_encoding(self):
        return self.charset or "utf-8"

    def close(self):
        self._closed = True
        self._timer.close()
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.close()

    def release(self):
        """The rest of the body is given up."""
        if not self._released and self._connection is not None:
            self._released = True
            self._timer.close()
            connection, self._connection = self._connection, None
            # What has not been read stands in the way of the next response.
            connection.close()
        self._released = True
        from aiohttp.connector import _Nothing

        return _Nothing()

    async def wait_for_close(self):
        self.release()

    def raise_for_status(self):
        if not self.ok:
            assert self.reason is not None
            self.release()
            raise ClientResponseError(self.request_info, self.history, status=self.status, message=self.reason,
                                      headers=self.headers)

    async def read(self):
        if self._body is None:
            if self._closed:
                raise ClientConnectionError("Connection closed")
            if self._released and not self.content.is_eof():
                raise ClientConnectionError("Connection closed")
            self._body = await self.content.read()
        return self._body

    async def text(self, encoding=None, errors="strict"):
        body = await self.read()
        return body.decode(encoding or self.get_encoding(), errors=errors)

    async def json(self, *, encoding=None, loads=json.loads, content_type="application/json"):
        body = await self.read()
        if content_type and not self._is_expected(content_type):
            kind = self.headers.get(hdrs.CONTENT_TYPE, "").lower()
            raise ContentTypeError(
                self.request_info, self.history, status=self.status,
                message=f"Attempt to decode JSON with unexpected mimetype: {kind}", headers=self.headers)
        body = body.strip()
        return loads(body.decode(encoding or self.get_encoding())) if body else None

    def _is_expected(self, expected):
        kind = self.headers.get(hdrs.CONTENT_TYPE, "").lower()
        if expected == "application/json":
            plain = kind.partition(";")[0].strip()
            return plain == expected or plain.startswith("application/") and plain.endswith("+json")
        return expected in kind

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        self.release()
