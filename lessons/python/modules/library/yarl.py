# URLs as values.

from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit, urlunsplit

from multidict import MultiDict, MultiDictProxy

__all__ = ("URL",)

_ports = {"http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21}
_path_safe = "@:!$&'()*+,;=/%"
_query_safe = "?/:@-._~!$'()*,;=&+%"


def _query_part(value):
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise TypeError(
            "Invalid variable type: value should be str, int or float, "
            f"got {value!r} of type {type(value)}"
        )
    return quote(str(value), safe="?/:@-._~!$'()*,").replace("%20", "+")


def _query_text(query):
    if query is None:
        return ""
    if isinstance(query, str):
        return quote(query, safe=_query_safe)
    pairs = []
    for name, value in query.items() if hasattr(query, "items") else query:
        for each in value if isinstance(value, (list, tuple)) else [value]:
            pairs.append(f"{_query_part(name)}={_query_part(each)}")
    return "&".join(pairs)


class URL:
    __slots__ = ("_parts",)

    def __new__(cls, val="", *, encoded=False):
        if type(val) is cls:
            return val
        if not isinstance(val, str):
            raise TypeError("Constructor parameter should be str")
        parts = urlsplit(val)
        if parts.netloc:
            parts.port  # raises what is wrong with it
            if parts.scheme and not parts.hostname:
                raise ValueError("Invalid URL: host is required for absolute urls")
            netloc = parts.netloc
            if parts.port == _ports.get(parts.scheme, 0):
                netloc = netloc.rpartition(":")[0]
            user, at, place = netloc.rpartition("@")
            parts = parts._replace(netloc=user + at + place.lower())
        if not encoded:
            path = quote(parts.path, safe=_path_safe)
            if parts.netloc and not path:
                path = "/"
            parts = parts._replace(path=path, query=quote(parts.query, safe=_query_safe),
                                   fragment=quote(parts.fragment, safe=_query_safe))
        return cls._made(parts)

    @classmethod
    def _made(cls, parts):
        self = object.__new__(cls)
        self._parts = parts
        return self

    @classmethod
    def build(cls, *, scheme="", user=None, password=None, host="", port=None, path="", query=None,
              query_string="", fragment="", encoded=False):
        netloc = host if port is None else f"{host}:{port}"
        if user is not None:
            netloc = (user if password is None else f"{user}:{password}") + "@" + netloc
        url = cls(urlunsplit((scheme, netloc, path, query_string, fragment)))
        return url if query is None else url.with_query(query)

    def __str__(self):
        parts = self._parts
        if parts.netloc and parts.path == "/" and not parts.query and not parts.fragment:
            return urlunsplit(parts._replace(path="/"))
        return urlunsplit(parts)

    def __repr__(self):
        return f"URL('{self}')"

    def __bytes__(self):
        return str(self).encode("ascii")

    def __eq__(self, other):
        return self._parts == other._parts if isinstance(other, URL) else NotImplemented

    def __hash__(self):
        return hash(str(self))

    def __lt__(self, other):
        return self._parts < other._parts if isinstance(other, URL) else NotImplemented

    def __bool__(self):
        return bool(self._parts.netloc or self._parts.path or self._parts.query or self._parts.fragment)

    def __truediv__(self, name):
        if not isinstance(name, str):
            return NotImplemented
        return self.joinpath(name)

    def __mod__(self, query):
        return self.update_query(query)

    def joinpath(self, *names, encoded=False):
        path = self._parts.path.rstrip("/")
        for name in names:
            if name.startswith("/"):
                raise ValueError(f"Appending path {name!r} starting from slash is forbidden")
            path += "/" + (name if encoded else quote(name, safe=_path_safe.replace("%", "")))
        return self._made(self._parts._replace(path=path, query="", fragment=""))

    def join(self, url):
        if not isinstance(url, URL):
            raise TypeError("url should be URL")
        return URL(urljoin(str(self), str(url)), encoded=True)

    def is_absolute(self):
        return bool(self._parts.netloc)

    absolute = property(is_absolute)

    def is_default_port(self):
        return self._parts.port is None and self.scheme in _ports or self._parts.port == _ports.get(self.scheme, 0)

    def origin(self):
        if not self.is_absolute():
            raise ValueError("URL should be absolute")
        return self._made(self._parts._replace(netloc=self._parts.netloc.rpartition("@")[2], path="", query="", fragment=""))

    def relative(self):
        if not self.is_absolute():
            raise ValueError("URL should be absolute")
        return self._made(self._parts._replace(scheme="", netloc=""))

    @property
    def scheme(self):
        return self._parts.scheme

    @property
    def raw_authority(self):
        return self._parts.netloc

    authority = raw_authority

    @property
    def user(self):
        return None if self._parts.username is None else unquote(self._parts.username)

    @property
    def password(self):
        return None if self._parts.password is None else unquote(self._parts.password)

    @property
    def host(self):
        return self._parts.hostname

    raw_host = host

    @property
    def explicit_port(self):
        return self._parts.port

    @property
    def port(self):
        return self._parts.port or _ports.get(self.scheme)

    @property
    def raw_path(self):
        return self._parts.path or ("/" if self.is_absolute() else "")

    @property
    def path(self):
        return unquote(self.raw_path)

    @property
    def raw_query_string(self):
        return self._parts.query

    @property
    def query_string(self):
        return unquote(self._parts.query.replace("+", " "))

    @property
    def path_qs(self):
        return f"{self.path}?{self.query_string}" if self._parts.query else self.path

    @property
    def raw_path_qs(self):
        return f"{self.raw_path}?{self._parts.query}" if self._parts.query else self.raw_path

    @property
    def query(self):
        return MultiDictProxy(MultiDict(parse_qsl(self._parts.query, keep_blank_values=True)))

    @property
    def fragment(self):
        return unquote(self._parts.fragment)

    @property
    def parts(self):
        path = self.path
        return ("/", *path[1:].split("/")) if path.startswith("/") else tuple(path.split("/"))

    @property
    def name(self):
        return "" if self.parts == ("/",) else self.parts[-1]

    @property
    def suffix(self):
        stem, dot, suffix = self.name.rpartition(".")
        return dot + suffix if stem else ""

    @property
    def parent(self):
        path = self._parts.path
        return self._made(self._parts._replace(path=path.rstrip("/").rpartition("/")[0] or "/", query="", fragment=""))

    def human_repr(self):
        parts = self._parts
        return urlunsplit(parts._replace(path=self.path, query=self.query_string, fragment=self.fragment))

    def _with(self, **changes):
        return self._made(self._parts._replace(**changes))

    def with_scheme(self, scheme):
        return self._with(scheme=scheme.lower())

    def with_host(self, host):
        return self._with(netloc=host if self.explicit_port is None else f"{host}:{self.explicit_port}")

    def with_port(self, port):
        return self._with(netloc=self.host if port is None else f"{self.host}:{port}")

    def with_user(self, user):
        place = self._parts.netloc.rpartition("@")[2]
        return self._with(netloc=place if user is None else f"{quote(user, safe='')}@{place}")

    def with_path(self, path, *, encoded=False):
        path = path if encoded else quote(path, safe=_path_safe.replace("%", ""))
        return self._with(path=path if path.startswith("/") or not self.is_absolute() else "/" + path, query="", fragment="")

    def with_name(self, name):
        if "/" in name:
            raise ValueError("Slash in name is not allowed")
        return self._with(path=self._parts.path.rpartition("/")[0] + "/" + quote(name, safe="@:!$&'()*+,;="), query="", fragment="")

    def with_fragment(self, fragment):
        return self._with(fragment="" if fragment is None else quote(fragment, safe=_query_safe))

    def with_query(self, *args, **kwargs):
        return self._with(query=_query_text(kwargs or (args[0] if args else None)))

    def update_query(self, *args, **kwargs):
        query = MultiDict(self.query)
        given = kwargs or (args[0] if args else None)
        if given is None:
            return self._with(query="")
        query.update(parse_qsl(given, keep_blank_values=True) if isinstance(given, str) else given)
        return self._with(query=_query_text(query))

    def extend_query(self, *args, **kwargs):
        query = MultiDict(self.query)
        query.extend(kwargs or args[0])
        return self._with(query=_query_text(query))
