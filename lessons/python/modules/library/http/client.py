# A client of HTTP/1.1 that blocks its thread; the simulated internet answers.

import io as _io
import socket as _socket

from http import HTTPStatus as _HTTPStatus

HTTP_PORT, HTTPS_PORT = 80, 443
responses = {status: status.phrase for status in _HTTPStatus}
_most = 65536


class HTTPException(Exception):
    pass


class NotConnected(HTTPException):
    pass


class InvalidURL(HTTPException):
    pass


class ImproperConnectionState(HTTPException):
    pass


class CannotSendRequest(ImproperConnectionState):
    pass


class ResponseNotReady(ImproperConnectionState):
    pass


class BadStatusLine(HTTPException):
    def __init__(self, line):
        self.args = (line or repr(line),)
        self.line = line


class LineTooLong(HTTPException):
    def __init__(self, line_type):
        super().__init__("got more than %d bytes when reading %s" % (_most, line_type))


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    def __init__(self, *arguments, **more):
        BadStatusLine.__init__(self, "")
        ConnectionResetError.__init__(self, *arguments, **more)


class IncompleteRead(HTTPException):
    def __init__(self, partial, expected=None):
        self.args = (partial,)
        self.partial, self.expected = partial, expected

    def __repr__(self):
        more = "" if self.expected is None else ", %i more expected" % self.expected
        return "IncompleteRead(%i bytes read%s)" % (len(self.partial), more)

    __str__ = __repr__


class HTTPMessage:
    """Headers: names in any case, several values of one name."""

    def __init__(self):
        self._pairs = []

    def __setitem__(self, name, value):
        self._pairs.append((name, value))

    def __delitem__(self, name):
        self._pairs = [pair for pair in self._pairs if pair[0].lower() != name.lower()]

    def get_all(self, name, failobj=None):
        return [value for key, value in self._pairs if key.lower() == name.lower()] or failobj

    def get(self, name, failobj=None):
        found = self.get_all(name)
        return found[0] if found else failobj

    __getitem__ = get

    def __contains__(self, name):
        return self.get_all(name) is not None

    def __len__(self):
        return len(self._pairs)

    def __iter__(self):
        return iter(self.keys())

    def keys(self):
        return [name for name, _ in self._pairs]

    def values(self):
        return [value for _, value in self._pairs]

    def items(self):
        return list(self._pairs)

    def as_string(self):
        return "".join("%s: %s\n" % pair for pair in self._pairs) + "\n"

    __str__ = as_string

    def get_content_type(self):
        found = (self.get("Content-Type") or "").split(";")[0].strip().lower()
        return found if found.count("/") == 1 else "text/plain"

    def get_content_maintype(self):
        return self.get_content_type().split("/")[0]

    def get_content_subtype(self):
        return self.get_content_type().split("/")[1]

    def get_param(self, param, failobj=None, header="content-type"):
        for part in (self.get(header) or "").split(";")[1:]:
            name, _, value = part.strip().partition("=")
            if name.lower() == param.lower():
                return value.strip('"')
        return failobj

    def get_content_charset(self, failobj=None):
        found = self.get_param("charset")
        return failobj if found is None else found.lower()


class HTTPResponse(_io.BufferedIOBase):
    def __init__(self, file, method, url=None):
        self._file = file
        self._method = method
        self.url = url
        self.status = self.code = None
        self.length = None
        self._chunked = False
        self._left = None  # of the chunk that is being read

    def begin(self):
        while True:
            version, status, reason = self._status_line()
            headers = self._headers()
            if status != 100:
                break
        self.version = 11 if version.startswith("HTTP/1.") and version != "HTTP/1.0" else 10
        self.status = self.code = status
        self.reason = self.msg = reason
        self.headers = headers
        self._chunked = (headers.get("Transfer-Encoding") or "").lower() == "chunked"
        length = headers.get("Content-Length")
        self.length = int(length) if length is not None and length.isdigit() and not self._chunked else None
        if status in (204, 304) or 100 <= status < 200 or self._method == "HEAD":
            self.length, self._chunked = 0, False
        connection = (headers.get("Connection") or "").lower()
        self.will_close = "close" in connection or self.version == 10 or not self._chunked and self.length is None

    def _status_line(self):
        line = self._file.readline(_most + 1).decode("latin-1")
        if not line:
            raise RemoteDisconnected("Remote end closed connection without response")
        parts = line.rstrip("\r\n").split(None, 2) + ["", ""]
        if not parts[0].startswith("HTTP/") or not (parts[1].isdigit() and 100 <= int(parts[1]) <= 999):
            raise BadStatusLine(line)
        return parts[0], int(parts[1]), parts[2].strip()

    def _headers(self):
        headers = HTTPMessage()
        while True:
            line = self._file.readline(_most + 1)
            if len(line) > _most:
                raise LineTooLong("header line")
            if line in (b"\r\n", b"\n", b""):
                return headers
            name, _, value = line.decode("latin-1").rstrip("\r\n").partition(":")
            headers[name] = value.strip()

    def read(self, amt=None):
        if self._file is None:
            return b""
        if amt is not None and amt < 0:
            amt = None
        if self._chunked:
            return self._read_chunks(amt)
        if self.length is not None and (amt is None or amt > self.length):
            amt = self.length
        data = self._file.read() if amt is None else self._file.read(amt)
        if self.length is not None:
            self.length -= len(data)
            if len(data) < amt:
                self._done()
                raise IncompleteRead(data, self.length)
            if self.length == 0:
                self._done()
        elif amt is None or amt and not data:
            self._done()
        return data

    def _read_chunks(self, amt):
        pieces, wanted = [], amt
        while wanted is None or wanted > 0:
            if not self._left:
                if self._left == 0:
                    self._file.readline()
                text = self._file.readline().split(b";")[0].strip()
                try:
                    self._left = int(text, 16)
                except ValueError:
                    self._done()
                    raise IncompleteRead(b"".join(pieces)) from None
                if self._left == 0:
                    self._headers()
                    self._done()
                    break
            piece = self._file.read(self._left if wanted is None else min(self._left, wanted))
            if not piece:
                self._done()
                raise IncompleteRead(b"".join(pieces))
            self._left -= len(piece)
            if wanted is not None:
                wanted -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    def readline(self, limit=-1):
        line = bytearray()
        while limit < 0 or len(line) < limit:
            byte = self.read(1)
            if not byte:
                break
            line += byte
            if byte == b"\n":
                break
        return bytes(line)

    def _done(self):
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def isclosed(self):
        return self._file is None

    def close(self):
        self._done()
        super().close()

    def readable(self):
        return True

    def flush(self):
        pass

    def getheader(self, name, default=None):
        found = self.headers.get_all(name)
        return ", ".join(found) if found else default

    def getheaders(self):
        return self.headers.items()

    def info(self):
        return self.headers

    def geturl(self):
        return self.url

    def getcode(self):
        return self.status


class _Stream:
    """What comes from a socket, in lines and pieces."""

    def __init__(self, sock):
        self._socket = sock
        self._data = b""

    def _more(self):
        piece = self._socket.recv(65536)
        self._data += piece
        return bool(piece)

    def readline(self, limit=_most + 1):
        while b"\n" not in self._data and len(self._data) < limit and self._more():
            pass
        end = self._data.find(b"\n") + 1 or len(self._data)
        return self._take(min(end, limit))

    def read(self, size=-1):
        while (size < 0 or len(self._data) < size) and self._more():
            pass
        return self._take(len(self._data) if size < 0 else size)

    def _take(self, size):
        taken, self._data = self._data[:size], self._data[size:]
        return taken

    def close(self):
        pass


class HTTPConnection:
    default_port = HTTP_PORT
    debuglevel = 0

    def __init__(self, host, port=None, timeout=None, source_address=None, blocksize=8192):
        if port is None and host.count(":") == 1:
            host, _, text = host.partition(":")
            if text and not text.isdigit():
                raise InvalidURL("nonnumeric port: '%s'" % text)
            port = int(text) if text else None
        self.host = host
        self.port = self.default_port if port is None else port
        self.timeout = timeout
        self.sock = None
        self._stream = None
        self._response = None
        self._head = None

    def set_debuglevel(self, level):
        self.debuglevel = level

    def connect(self):
        self.sock = _socket.create_connection((self.host, self.port), self.timeout)
        self._stream = _Stream(self.sock)

    def close(self):
        if self.sock is not None:
            self.sock.close()
        self.sock = self._stream = self._response = self._head = None

    def putrequest(self, method, url, skip_host=False, skip_accept_encoding=False):
        if self._response is not None and self._response.isclosed():
            self._response = None
        if self._head is not None or self._response is not None:
            raise CannotSendRequest("Request-sent" if self._head is None else "Request-started")
        if any(letter <= " " or letter == "\x7f" for letter in url):
            raise InvalidURL("URL can't contain control characters. %r" % (url,))
        self._method = method
        self._head = ["%s %s HTTP/1.1" % (method, url or "/")]
        if not skip_host:
            plain = self.port == self.default_port
            self.putheader("Host", self.host if plain else "%s:%d" % (self.host, self.port))
        if not skip_accept_encoding:
            self.putheader("Accept-Encoding", "identity")

    def putheader(self, header, *values):
        shown = "\r\n\t".join(value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in values)
        self._head.append("%s: %s" % (header, shown))

    def endheaders(self, message_body=None, *, encode_chunked=False):
        data = ("\r\n".join(self._head) + "\r\n\r\n").encode("latin-1")
        self._head = None
        self.send(data + (message_body or b""))
        self._response = HTTPResponse(self._stream, self._method)

    def send(self, data):
        if self.sock is None:
            self.connect()
        self.sock.sendall(data)

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        names = {name.lower() for name in headers}
        self.putrequest(method, url, "host" in names, "accept-encoding" in names)
        if isinstance(body, str):
            body = body.encode("iso-8859-1")
        elif body is not None and hasattr(body, "read"):
            body = body.read()
        if "content-length" not in names:
            if body is not None:
                self.putheader("Content-Length", len(body))
            elif method in ("PATCH", "POST", "PUT"):
                self.putheader("Content-Length", 0)
        for name, value in headers.items():
            self.putheader(name, value)
        self.endheaders(body)

    def getresponse(self):
        response = self._response
        if response is None or response.status is not None:
            raise ResponseNotReady("Idle")
        response._file = self._stream
        try:
            response.begin()
        except ConnectionError:
            self.close()
            raise
        if response.length == 0:
            response._done()
        return response


class HTTPSConnection(HTTPConnection):
    """Simulated hosts answer at the port of https without encryption."""

    default_port = HTTPS_PORT

    def __init__(self, host, port=None, *, context=None, **more):
        super().__init__(host, port, **more)
