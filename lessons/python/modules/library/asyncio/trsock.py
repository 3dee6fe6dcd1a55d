def _of_socket(name):
    def method(self, *args, **kwargs):
        return getattr(self._sock, name)(*args, **kwargs)

    method.__name__ = name
    method.__qualname__ = "TransportSocket." + name
    return method


class TransportSocket:
    """The socket of a transport: it can be looked at, but not taken from the transport."""

    __slots__ = ("_sock",)

    def __init__(self, sock):
        self._sock = sock

    family = property(lambda self: self._sock.family)
    type = property(lambda self: self._sock.type)
    proto = property(lambda self: self._sock.proto)

    def __repr__(self):
        details = [f"fd={self.fileno()}", f"family={self.family!s}", f"type={self.type!s}", f"proto={self.proto}"]
        for label, ask in (("laddr", self.getsockname), ("raddr", self.getpeername)) if self.fileno() != -1 else ():
            try:
                address = ask()
            except OSError:
                continue
            if address:
                details.append(f"{label}={address}")
        return f"<asyncio.TransportSocket {', '.join(details)}>"

    def __getstate__(self):
        raise TypeError("Cannot serialize asyncio.TransportSocket object")

    for _name in ("fileno", "dup", "get_inheritable", "shutdown", "getsockopt", "setsockopt", "getpeername",
                  "getsockname", "getsockbyname"):
        locals()[_name] = _of_socket(_name)
    del _name

    def settimeout(self, value):
        if value != 0:
            raise ValueError("settimeout(): only 0 timeout is allowed on transport sockets")

    def gettimeout(self):
        return 0

    def setblocking(self, flag):
        if flag:
            raise ValueError("setblocking(): transport sockets cannot be blocking")
