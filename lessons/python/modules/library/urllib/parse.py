import collections

__all__ = [
    "urlparse", "urlunparse", "urljoin", "urldefrag", "urlsplit", "urlunsplit", "urlencode", "parse_qs",
    "parse_qsl", "quote", "quote_plus", "unquote", "unquote_plus", "SplitResult", "ParseResult",
]

_always_safe = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")
_with_authority = ("", "ftp", "http", "https", "ws", "wss", "file", "sftp")
_hex = "0123456789abcdefABCDEF"


def quote(string, safe="/", encoding=None, errors=None):
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode(encoding or "utf-8", errors or "strict")
    elif encoding is not None:
        raise TypeError("quote() doesn't support 'encoding' for bytes")
    return quote_from_bytes(string, safe)


def quote_from_bytes(bs, safe="/"):
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    if isinstance(safe, str):
        safe = safe.encode("ascii", "ignore")
    kept = _always_safe.union(safe)
    return "".join(chr(byte) if byte in kept else f"%{byte:02X}" for byte in bs)


def quote_plus(string, safe="", encoding=None, errors=None):
    space = " " if isinstance(string, str) else b" "
    if space not in string:
        return quote(string, safe, encoding, errors)
    return quote(string, safe + " ", encoding, errors).replace(" ", "+")


def unquote_to_bytes(string):
    if isinstance(string, str):
        string = string.encode("utf-8")
    first, *rest = string.split(b"%")
    result = bytearray(first)
    for part in rest:
        digits = part[:2].decode("latin-1")
        if len(digits) == 2 and digits[0] in _hex and digits[1] in _hex:
            result.append(int(digits, 16))
            result += part[2:]
        else:
            result += b"%" + part
    return bytes(result)


def unquote(string, encoding="utf-8", errors="replace"):
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding, errors)
    if "%" not in string:
        return string
    return unquote_to_bytes(string).decode(encoding or "utf-8", errors or "replace")


def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)


def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    if hasattr(query, "items"):
        query = query.items()
    elif len(query) and not isinstance(query[0], tuple):
        raise TypeError("not a valid non-string sequence or mapping object")

    def quoted(value):
        return quote_via(value if isinstance(value, (bytes, str)) else str(value), safe, encoding, errors)

    pairs = []
    for name, value in query:
        several = doseq and not isinstance(value, (str, bytes)) and hasattr(value, "__len__")
        pairs += [f"{quoted(name)}={quoted(each)}" for each in (value if several else [value])]
    return "&".join(pairs)


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace",
              max_num_fields=None, separator="&"):
    found = []
    for field in qs.split(separator) if qs else []:
        name, equals, value = field.partition("=")
        if not field and not strict_parsing:
            continue
        if not equals:
            if strict_parsing:
                raise ValueError("bad query field: %r" % (field,))
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            found.append((unquote_plus(name, encoding, errors), unquote_plus(value, encoding, errors)))
    return found


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace",
             max_num_fields=None, separator="&"):
    result = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        result.setdefault(name, []).append(value)
    return result


class _Authority:
    __slots__ = ()

    def _parts(self):
        user_info, at, place = self.netloc.rpartition("@")
        user, colon, password = user_info.partition(":")
        if place.startswith("["):
            host, _, port = place[1:].partition("]")
            port = port.lstrip(":")
        else:
            host, _, port = place.partition(":")
        return user if at else None, password if colon else None, host, port

    @property
    def username(self):
        return self._parts()[0]

    @property
    def password(self):
        return self._parts()[1]

    @property
    def hostname(self):
        return self._parts()[2].lower() or None

    @property
    def port(self):
        port = self._parts()[3]
        if not port:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError(f"Port could not be cast to integer value as {port!r}")
        if not 0 <= int(port) <= 65535:
            raise ValueError("Port out of range 0-65535")
        return int(port)


class SplitResult(collections.namedtuple("SplitResult", "scheme netloc path query fragment"), _Authority):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(collections.namedtuple("ParseResult", "scheme netloc path params query fragment"), _Authority):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResult(collections.namedtuple("DefragResult", "url fragment")):
    __slots__ = ()

    def geturl(self):
        return f"{self.url}#{self.fragment}" if self.fragment else self.url


def urlsplit(url, scheme="", allow_fragments=True):
    url = url.strip().replace("\t", "").replace("\r", "").replace("\n", "")
    netloc = query = fragment = ""
    head, colon, rest = url.partition(":")
    if colon and head and head[0].isascii() and head[0].isalpha() and \
            all(c.isascii() and (c.isalnum() or c in "+-.") for c in head):
        scheme, url = head.lower(), rest
    if url.startswith("//"):
        end = min([index for index in (url.find(c, 2) for c in "/?#") if index >= 0], default=len(url))
        netloc, url = url[2:end], url[end:]
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
    if allow_fragments and "#" in url:
        url, _, fragment = url.partition("#")
    if "?" in url:
        url, _, query = url.partition("?")
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme="", allow_fragments=True):
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    last = path.rfind("/")
    if ";" in path[last + 1:]:
        at = path.index(";", last + 1)
        path, params = path[:at], path[at + 1:]
    return ParseResult(scheme, netloc, path, params, query, fragment)


def urlunsplit(components):
    scheme, netloc, url, query, fragment = components
    if netloc or (scheme and scheme in _with_authority and not url.startswith("//") and scheme == "file"):
        if url and not url.startswith("/"):
            url = "/" + url
        url = "//" + netloc + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url += "?" + query
    if fragment:
        url += "#" + fragment
    return url


def urlunparse(components):
    scheme, netloc, url, params, query, fragment = components
    return urlunsplit((scheme, netloc, f"{url};{params}" if params else url, query, fragment))


def urldefrag(url):
    scheme, netloc, path, query, fragment = urlsplit(url)
    return DefragResult(urlunsplit((scheme, netloc, path, query, "")), fragment)


def urljoin(base, url, allow_fragments=True):
    if not base:
        return url
    if not url:
        return base
    old = urlsplit(base, "", allow_fragments)
    new = urlsplit(url, old.scheme, allow_fragments)
    if new.scheme != old.scheme or new.scheme not in _with_authority:
        return url
    if new.netloc:
        return urlunsplit(new)
    if not new.path:
        return urlunsplit((old.scheme, old.netloc, old.path, new.query or old.query, new.fragment))
    if new.path.startswith("/"):
        parts = new.path.split("/")
    else:
        parts = old.path.split("/")[:-1] + new.path.split("/")
        if old.netloc and not old.path:
            parts.insert(0, "")
    kept = []
    for part in parts:
        if part == "..":
            if len(kept) > 1 or (kept and kept[0]):
                kept.pop()
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", ".."):
        kept.append("")
    return urlunsplit((old.scheme, old.netloc, "/".join(kept) or "/", new.query, new.fragment))
