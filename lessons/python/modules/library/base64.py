_standard = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_base32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def _error(message):
    import binascii

    return binascii.Error(message)


def _bytes(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    if isinstance(s, (bytes, bytearray)):
        return bytes(s)
    raise TypeError("argument should be a bytes-like object or ASCII string, not %r" % s.__class__.__name__)


def _encode(data, alphabet, bits, group):
    out = bytearray()
    number = size = 0
    for each in data:
        number = number << 8 | each
        size += 8
        while size >= bits:
            size -= bits
            out.append(alphabet[number >> size])
            number &= (1 << size) - 1
    if size:
        out.append(alphabet[number << bits - size])
    out.extend(b"=" * (-len(out) % group))
    return bytes(out)


def _decode(data, values, bits):
    out = bytearray()
    number = size = 0
    for each in data:
        number = number << bits | values[each]
        size += bits
        if size >= 8:
            size -= 8
            out.append(number >> size)
            number &= (1 << size) - 1
    return bytes(out)


def b64encode(s, altchars=None):
    if not isinstance(s, (bytes, bytearray)):
        raise TypeError("a bytes-like object is required, not %r" % type(s).__name__)
    alphabet = _standard if altchars is None else _standard[:62] + altchars
    return _encode(s, alphabet, 6, 4)


def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    alphabet = _standard if altchars is None else _standard[:62] + _bytes(altchars)
    values = {each: i for i, each in enumerate(alphabet)}
    kept = bytearray()
    pads = 0
    for each in s:
        if each in values and pads == 0:
            kept.append(each)
        elif each == ord("="):
            pads += 1
            if len(kept) % 4 + pads >= 4 and len(kept) % 4 >= 2:
                break
        elif validate:
            raise _error("Only base64 data is allowed")
    rest = len(kept) % 4
    if rest == 1:
        raise _error("Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4"
                     % len(kept))
    if rest and rest + pads < 4:
        raise _error("Incorrect padding")
    return _decode(kept, values, 6)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    return b64decode(s, b"-_")


def b32encode(s):
    return _encode(s, _base32, 5, 8)


def b32decode(s, casefold=False, map01=None):
    s = _bytes(s)
    if len(s) % 8:
        raise _error("Incorrect padding")
    if casefold:
        s = s.upper()
    values = {each: i for i, each in enumerate(_base32)}
    kept = s.rstrip(b"=")
    if any(each not in values for each in kept):
        raise _error("Non-base32 digit found")
    return _decode(kept, values, 5)


def b16encode(s):
    return bytes(s).hex().upper().encode("ascii")


def b16decode(s, casefold=False):
    s = _bytes(s)
    if casefold:
        s = s.upper()
    if any(each not in b"0123456789ABCDEF" for each in s):
        raise _error("Non-base16 digit found")
    return bytes.fromhex(s.decode("ascii"))


def encodebytes(s):
    pieces = [b64encode(s[i : i + 57]) + b"\n" for i in range(0, len(s), 57)]
    return b"".join(pieces)


def decodebytes(s):
    return b64decode(s)
