"""Module codecs, for the encodings that there are: utf-8, ascii, latin-1."""

import builtins
import io

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_LE = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM = BOM_UTF16 = BOM_UTF16_LE
BOM_UTF32_LE = b"\xff\xfe\x00\x00"
BOM_UTF32_BE = b"\x00\x00\xfe\xff"
BOM_UTF32 = BOM_UTF32_LE

_NAMES = {
    "utf8": "utf-8", "u8": "utf-8", "utf": "utf-8", "utf_8": "utf-8", "cp65001": "utf-8",
    "ascii": "ascii", "us_ascii": "ascii", "646": "ascii",
    "latin1": "iso8859-1", "latin_1": "iso8859-1", "iso8859_1": "iso8859-1",
    "iso_8859_1": "iso8859-1", "iso8859": "iso8859-1", "8859": "iso8859-1", "l1": "iso8859-1",
    "latin": "iso8859-1", "cp819": "iso8859-1",
}


class CodecInfo(tuple):
    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode, self.decode = encode, decode
        self.streamreader, self.streamwriter = streamreader, streamwriter
        self.incrementalencoder, self.incrementaldecoder = incrementalencoder, incrementaldecoder
        return self

    def __repr__(self):
        return f"<codecs.CodecInfo object for encoding {self.name} at {id(self):#x}>"


class IncrementalEncoder:
    encoding = "utf-8"

    def __init__(self, errors="strict"):
        self.errors = errors

    def encode(self, input, final=False):
        return input.encode(self.encoding, self.errors)

    def reset(self):
        pass


class IncrementalDecoder:
    """Keeps the beginning of a character until the rest of it comes."""

    encoding = "utf-8"

    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = b""

    def decode(self, input, final=False):
        data = self.buffer + bytes(input)
        keep = 0 if final or self.encoding != "utf-8" else _unfinished(data)
        text = data[:len(data) - keep].decode(self.encoding, self.errors)
        self.buffer = data[len(data) - keep:]
        return text

    def reset(self):
        self.buffer = b""

    def getstate(self):
        return (self.buffer, 0)

    def setstate(self, state):
        self.buffer = state[0]


def _unfinished(data):
    """How many bytes at the end are the beginning of a character."""
    for count in range(1, min(3, len(data)) + 1):
        byte = data[-count]
        if byte & 0xC0 == 0x80:
            continue
        needed = 2 if byte & 0xE0 == 0xC0 else 3 if byte & 0xF0 == 0xE0 else 4 if byte & 0xF8 == 0xF0 else 1
        return count if needed > count else 0
    return 0


def lookup(encoding):
    key = encoding.lower().replace("-", "_").replace(" ", "_")
    name = _NAMES.get(key)
    if name is None:
        raise LookupError(f"unknown encoding: {encoding}")
    encoder = type("IncrementalEncoder", (IncrementalEncoder,), {"encoding": name})
    decoder = type("IncrementalDecoder", (IncrementalDecoder,), {"encoding": name})

    def encode(input, errors="strict"):
        return input.encode(name, errors), len(input)

    def decode(input, errors="strict"):
        return bytes(input).decode(name, errors), len(input)

    return CodecInfo(encode, decode, None, None, encoder, decoder, name=name)


def encode(obj, encoding="utf-8", errors="strict"):
    if encoding.lower() in ("hex", "hex_codec"):
        return bytes(obj).hex().encode()
    if encoding.lower() in ("base64", "base64_codec"):
        import base64

        return base64.encodebytes(obj)
    if encoding.lower() in ("rot13", "rot_13"):
        return obj.translate(_rotation)
    return lookup(encoding).encode(obj, errors)[0]


def decode(obj, encoding="utf-8", errors="strict"):
    if encoding.lower() in ("hex", "hex_codec"):
        return bytes.fromhex(bytes(obj).decode())
    if encoding.lower() in ("base64", "base64_codec"):
        import base64

        return base64.decodebytes(obj)
    if encoding.lower() in ("rot13", "rot_13"):
        return obj.translate(_rotation)
    return lookup(encoding).decode(obj, errors)[0]


_letters = "abcdefghijklmnopqrstuvwxyz"
_rotation = str.maketrans(
    _letters + _letters.upper(),
    _letters[13:] + _letters[:13] + _letters[13:].upper() + _letters[:13].upper(),
)


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    return lookup(encoding).incrementalencoder


def getincrementaldecoder(encoding):
    return lookup(encoding).incrementaldecoder


def iterencode(iterator, encoding, errors="strict"):
    encoder = getincrementalencoder(encoding)(errors)
    for each in iterator:
        if output := encoder.encode(each):
            yield output


def iterdecode(iterator, encoding, errors="strict"):
    decoder = getincrementaldecoder(encoding)(errors)
    for each in iterator:
        if output := decoder.decode(each):
            yield output
    if output := decoder.decode(b"", True):
        yield output


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    if encoding is None:
        return builtins.open(filename, mode, buffering)
    lookup(encoding)
    return builtins.open(filename, mode.replace("b", ""), buffering, encoding, errors, newline="")


def getwriter(encoding):
    lookup(encoding)
    return lambda stream, errors="strict": io.TextIOWrapper(stream, encoding, errors, newline="")


def getreader(encoding):
    lookup(encoding)
    return lambda stream, errors="strict": io.TextIOWrapper(stream, encoding, errors, newline="")
