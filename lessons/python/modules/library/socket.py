import _network
import errno as _errno
import time as _time
from enum import IntEnum

AddressFamily = IntEnum("AddressFamily", {"AF_UNSPEC": 0, "AF_UNIX": 1, "AF_INET": 2, "AF_INET6": 10}, module=__name__)
SocketKind = IntEnum("SocketKind", {"SOCK_STREAM": 1, "SOCK_DGRAM": 2}, module=__name__)
globals().update(AddressFamily.__members__)
globals().update(SocketKind.__members__)
SOCK_NONBLOCK, SOCK_CLOEXEC = 0x800, 0x80000
IPPROTO_IP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6 = 0, 6, 17, 41
SOL_SOCKET = 1
SO_REUSEADDR, SO_TYPE, SO_ERROR, SO_BROADCAST, SO_SNDBUF, SO_RCVBUF, SO_KEEPALIVE, SO_REUSEPORT = 2, 3, 4, 6, 7, 8, 9, 15
TCP_NODELAY, IPV6_V6ONLY = 1, 26
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
SOMAXCONN = 4096
AI_PASSIVE, AI_CANONNAME, AI_NUMERICHOST, AI_ADDRCONFIG = 1, 2, 4, 32
NI_NUMERICHOST, NI_NUMERICSERV = 1, 2
EAI_NONAME, EAI_FAMILY, EAI_AGAIN, EAI_SERVICE = -2, -6, -3, -8
MSG_PEEK = 2
INADDR_ANY = 0
has_ipv6 = True

error = OSError
timeout = TimeoutError


class herror(OSError):
    pass


class gaierror(OSError):
    pass


_default_timeout = None
_READ, _WRITE = 1, 2
_services = {"http": 80, "https": 443, "ftp": 21, "ssh": 22, "smtp": 25, "domain": 53, "echo": 7}
_blocked = (_errno.EAGAIN, _errno.EINPROGRESS)


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout):
    global _default_timeout
    _default_timeout = timeout


class socket:
    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        self._family = AF_INET if family == -1 else AddressFamily(family)
        kind = SOCK_STREAM if type == -1 else type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC)
        self._type = SocketKind(kind)
        self._proto = 0 if proto == -1 else proto
        self._fd = _network.open(self._family, self._type) if fileno is None else fileno
        self._timeout = _default_timeout
        self._options = {}

    @property
    def family(self):
        return self._family

    @property
    def type(self):
        return self._type

    @property
    def proto(self):
        return self._proto

    @property
    def timeout(self):
        return self._timeout

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if self._fd != -1:
            self.close()

    def __repr__(self):
        text = f"<socket.socket fd={self._fd}, family={int(self._family)}, type={int(self._type)}, proto={self._proto}"
        if self._fd != -1:
            try:
                text += f", laddr={self.getsockname()}"
            except OSError:
                pass
            try:
                text += f", raddr={self.getpeername()}"
            except OSError:
                pass
        else:
            text = text.replace("<socket.socket", "<socket.socket [closed]")
        return text + ">"

    def __del__(self):
        if getattr(self, "_fd", -1) != -1:
            import warnings

            warnings.warn(f"unclosed {self!r}", ResourceWarning, stacklevel=2, source=self)
            self.close()

    def fileno(self):
        return self._fd

    def detach(self):
        fd, self._fd = self._fd, -1
        return fd

    def dup(self):
        raise OSError(_errno.EOPNOTSUPP, "Operation not supported")

    def close(self):
        fd, self._fd = self._fd, -1
        if fd != -1:
            _network.close(fd)

    def setblocking(self, flag):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout != 0

    def settimeout(self, value):
        if value is not None and value < 0:
            raise ValueError("Timeout value out of range")
        self._timeout = None if value is None else float(value)

    def gettimeout(self):
        return self._timeout

    def _checked(self):
        if self._fd == -1:
            raise OSError(_errno.EBADF, "Bad file descriptor")
        return self._fd

    def _is_datagram(self):
        return self._type == SOCK_DGRAM

    def _wait(self, events):
        if not _network.wait(self._checked(), events, self._timeout):
            raise TimeoutError("timed out")

    def _repeat(self, events, function, *args):
        while True:
            try:
                return function(self._checked(), *args)
            except BlockingIOError:
                if self._timeout == 0:
                    raise
            self._wait(events)

    def bind(self, address, /):
        _network.bind(self._checked(), _named(self, address), self._is_datagram())

    def listen(self, backlog=128, /):
        _network.listen(self._checked(), backlog)

    def accept(self):
        fd, address = self._repeat(_READ, _network.accept)
        return _adopted(self._family, self._type, fd, self._proto), address

    def connect_ex(self, address, /):
        code = _network.connect(self._checked(), _named(self, address), self._is_datagram())
        if code in _blocked and self._timeout != 0:
            self._wait(_WRITE)
            code = _network.take_error(self._checked())
        return code

    def connect(self, address, /):
        code = self.connect_ex(address)
        if code:
            import os

            raise OSError(code, os.strerror(code))

    def recv(self, size, flags=0, /):
        return self._repeat(_READ, _network.receive, size)

    def recv_into(self, buffer, nbytes=0, flags=0):
        data = self.recv(nbytes or len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def recvfrom(self, size, flags=0, /):
        return self._repeat(_READ, _network.receive_from, size)

    def send(self, data, flags=0, /):
        return self._repeat(_WRITE, _network.send, _bytes(data))

    def sendall(self, data, flags=0, /):
        data = _bytes(data)
        while data:
            data = data[self.send(data):]

    def sendto(self, data, *args):
        return self._repeat(_WRITE, _network.send_to, _bytes(data), _named(self, args[-1]))

    def shutdown(self, how, /):
        if how != SHUT_RD:
            _network.shutdown_write(self._checked())

    def getsockname(self):
        return _network.local_address(self._checked())

    def getpeername(self):
        return _network.peer_address(self._checked())

    def setsockopt(self, level, option, value, optlen=None, /):
        self._checked()
        self._options[level, option] = value

    def getsockopt(self, level, option, buflen=0, /):
        if (level, option) == (SOL_SOCKET, SO_ERROR):
            return _network.take_error(self._checked())
        if (level, option) == (SOL_SOCKET, SO_TYPE):
            return int(self._type)
        return int(self._options.get((level, option), 0))


SocketType = socket


def _adopted(family, kind, fd, proto=0):
    sock = socket.__new__(socket)
    sock._family, sock._type, sock._proto, sock._fd = family, kind, proto, fd
    sock._timeout, sock._options = _default_timeout, {}
    return sock


def _bytes(data):
    return data if isinstance(data, (bytes, bytearray)) else bytes(data)


def _is_numeric(host):
    return ":" in host or host.replace(".", "").isdigit()


def _named(sock, address):
    """The address with its host's number in place of a name."""
    if not isinstance(address, tuple) or not address or _is_numeric(address[0]):
        return address
    if address[0] in ("", "<broadcast>"):
        return (("::" if sock._family == AF_INET6 else "0.0.0.0"),) + address[1:]
    return getaddrinfo(address[0], address[1], sock._family, sock._type)[0][4]


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    a, b = _network.pair()
    family = AF_UNIX if family is None else AddressFamily(family)
    kind = SocketKind(type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC))
    return _adopted(family, kind, a), _adopted(family, kind, b)


def _port(service):
    if service is None:
        return 0
    if isinstance(service, int):
        return service
    if isinstance(service, bytes):
        service = service.decode()
    if service.isdigit():
        return int(service)
    if service in _services:
        return _services[service]
    raise gaierror(EAI_SERVICE, "Servname not supported for ai_socktype")


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    if isinstance(host, bytes):
        host = host.decode()
    kinds = [type] if type else [SOCK_STREAM, SOCK_DGRAM]
    results = []
    for kind in kinds:
        found = _network.lookup(host, _port(port), family, kind, bool(flags & AI_PASSIVE))
        if isinstance(found, tuple):
            raise gaierror(*found)
        for each_family, each_kind, address in found:
            protocol = IPPROTO_UDP if each_kind == SOCK_DGRAM else IPPROTO_TCP
            results.append((AddressFamily(each_family), SocketKind(each_kind), proto or protocol, "", address))
    return results


def getnameinfo(sockaddr, flags, /):
    found = _network.name_of(sockaddr, bool(flags & NI_NUMERICHOST))
    if isinstance(found[0], int):
        raise gaierror(*found)
    services = {} if flags & NI_NUMERICSERV else {port: name for name, port in _services.items()}
    return found[0], services.get(sockaddr[1], str(sockaddr[1]))


def gethostbyname(hostname, /):
    return getaddrinfo(hostname, 0, AF_INET, SOCK_STREAM)[0][4][0]


def gethostname():
    return "localhost"


def getfqdn(name=""):
    return name or "localhost"


def getservbyname(name, protocol=None, /):
    if name not in _services:
        raise OSError("service/proto not found")
    return _services[name]


def create_connection(address, timeout=..., source_address=None, *, all_errors=False):
    failure = None
    for family, kind, proto, _, place in getaddrinfo(*address[:2], 0, SOCK_STREAM):
        sock = socket(family, kind, proto)
        try:
            if timeout is not ...:
                sock.settimeout(timeout)
            if source_address:
                sock.bind(source_address)
            sock.connect(place)
            return sock
        except OSError as error:
            failure = error
            sock.close()
    raise failure or OSError("getaddrinfo returns an empty list")


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    sock = socket(family, SOCK_STREAM)
    try:
        sock.bind(address)
        sock.listen(128 if backlog is None else backlog)
    except BaseException:
        sock.close()
        raise
    return sock


def _octal_or_more(part):
    """A number as C writes it; None: it is none."""
    base = 16 if part[:2] in ("0x", "0X") else 8 if part[:1] == "0" else 10
    try:
        return int(part[2:] if base == 16 else part, base) if part.isalnum() else None
    except ValueError:
        return None


def inet_aton(text, /):
    parts = [_octal_or_more(part) for part in text.split(".")]
    if len(parts) <= 4 and None not in parts:
        *heads, last = parts  # the last one fills what is left
        if all(part < 256 for part in heads) and last < 256 ** (4 - len(heads)):
            return bytes(heads) + last.to_bytes(4 - len(heads), "big")
    raise OSError("illegal IP address string passed to inet_aton")


def inet_ntoa(packed, /):
    return ".".join(map(str, packed))


def _v4_bytes(text):
    parts = text.split(".")
    fine = all(part.isascii() and part.isdigit() and int(part) < 256 and str(int(part)) == part for part in parts)
    return bytes(map(int, parts)) if len(parts) == 4 and fine else None


def _v6_words(text):
    """The bytes of words between colons; None: they are none."""
    packed = b""
    words = text.split(":") if text else []
    for number, word in enumerate(words):
        if "." in word and number == len(words) - 1:
            part = _v4_bytes(word)
        elif 1 <= len(word) <= 4 and all(digit in "0123456789abcdefABCDEF" for digit in word):
            part = int(word, 16).to_bytes(2, "big")
        else:
            part = None
        if part is None:
            return None
        packed += part
    return packed


def _v6_bytes(text):
    head, gap, tail = text.partition("::")
    left, right = _v6_words(head), _v6_words(tail)
    if left is None or right is None:
        return None
    missing = 16 - len(left) - len(right)
    return left + bytes(missing) + right if missing == 0 or (gap and missing > 0) else None


def inet_pton(family, text, /):
    if family not in (AF_INET, AF_INET6):
        raise OSError(97, "Address family not supported by protocol")
    packed = _v4_bytes(text) if family == AF_INET else _v6_bytes(text)
    if packed is None:
        raise OSError("illegal IP address string passed to inet_pton")
    return packed


def htons(number, /):
    return (number & 0xFF) << 8 | number >> 8 & 0xFF


ntohs = htons


def close(fd, /):
    _network.close(fd)
