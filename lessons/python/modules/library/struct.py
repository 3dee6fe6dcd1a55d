# Numbers as the bytes that other programs and machines take them for.

import math as _math

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"]


class error(Exception):
    pass


# Code: size with "=", "<", ">", "!", size with "@"; alignment is the latter.
_INTEGERS = {"b": (1, 1), "B": (1, 1), "h": (2, 2), "H": (2, 2), "i": (4, 4), "I": (4, 4), "l": (4, 8), "L": (4, 8), "q": (8, 8), "Q": (8, 8), "n": (0, 8), "N": (0, 8), "P": (0, 8)}
# Code: size, bits of the exponent, bits of the fraction.
_FLOATS = {"e": (2, 5, 10), "f": (4, 8, 23), "d": (8, 11, 52)}
_NAMES = {"b": "byte", "B": "ubyte", "h": "short", "H": "ushort"}  # in messages


class Struct:
    """A format, read once."""
    __module__ = "_struct"
    __dotted__ = "_struct.Struct"

    def __init__(self, format):
        if isinstance(format, bytes):
            format = format.decode("ascii")
        if not isinstance(format, str):
            raise TypeError("Struct() argument 1 must be a str or bytes object, not %s" % type(format).__name__)
        self.format = format
        self._read(format)

    def _read(self, format):
        self._order = "little"
        native = True
        codes = format
        if format[:1] and format[0] in "@=<>!":
            native = format[0] == "@"
            self._order = "big" if format[0] in ">!" else "little"
            codes = format[1:]
        self._fields = []  # (code, size, offset, count)
        self._native = native
        offset = index = 0
        self._values = 0
        while index < len(codes):
            if codes[index].isspace():
                index += 1
                continue
            start = index
            while index < len(codes) and codes[index].isdigit():
                index += 1
            if index == len(codes):
                raise error("repeat count given without format specifier")
            count = int(codes[start:index]) if index > start else 1
            code = codes[index]
            index += 1
            size = self._size_of(code, native)
            if native and size > 1 and code not in "sp":
                offset += -offset % size
            self._fields.append((code, size, offset, count))
            offset += size * count
            self._values += 1 if code in "sp" else 0 if code == "x" else count
        self.size = offset

    @staticmethod
    def _size_of(code, native):
        if code in "xcsp?":
            return 1
        if code in _FLOATS:
            return _FLOATS[code][0]
        size = _INTEGERS.get(code, (0, 0))[native]
        if not size:
            raise error("bad char in struct format")
        return size

    def pack(self, *values):
        if len(values) != self._values:
            raise error("pack expected %d items for packing (got %d)" % (self._values, len(values)))
        data = bytearray(self.size)
        given = iter(values)
        for code, size, offset, count in self._fields:
            if code == "x":
                continue
            if code in "sp":
                data[offset : offset + count] = _packed_text(code, count, next(given))
                continue
            for _ in range(count):
                data[offset : offset + size] = self._packed(code, size, next(given))
                offset += size
        return bytes(data)

    def pack_into(self, buffer, offset, *values):
        data = self.pack(*values)
        view = memoryview(buffer)
        start = offset + len(view) if offset < 0 else offset
        if start < 0:
            raise error("offset %d out of range for %d-byte buffer" % (offset, len(view)))
        if len(view) - start < self.size:
            needed = start + self.size
            raise error(
                "pack_into requires a buffer of at least %d bytes for packing %d bytes at offset %d (actual buffer size is %d)"
                % (needed, self.size, start, len(view))
            )
        view[start : start + self.size] = data

    def unpack(self, buffer, /):
        data = bytes(buffer)
        if len(data) != self.size:
            raise error("unpack requires a buffer of %d bytes" % self.size)
        return tuple(self._unpacked(data))

    def unpack_from(self, buffer, offset=0):
        data = bytes(buffer)
        start = offset + len(data) if offset < 0 else offset
        if start < 0:
            raise error("offset %d out of range for %d-byte buffer" % (offset, len(data)))
        if len(data) - start < self.size:
            raise error(
                "unpack_from requires a buffer of at least %d bytes for unpacking %d bytes at offset %d (actual buffer size is %d)"
                % (start + self.size, self.size, start, len(data))
            )
        return tuple(self._unpacked(data[start : start + self.size]))

    def iter_unpack(self, buffer, /):
        data = bytes(buffer)
        if not self.size:
            raise error("cannot iteratively unpack with a struct of length 0")
        if len(data) % self.size:
            raise error("iterative unpacking requires a buffer of a multiple of %d bytes" % self.size)
        return (tuple(self._unpacked(data[i : i + self.size])) for i in range(0, len(data), self.size))

    def _packed(self, code, size, value):
        if code == "c":
            if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
                raise error("char format requires a bytes object of length 1")
            return value
        if code == "?":
            return b"\1" if value else b"\0"
        if code in _FLOATS:
            return _bits_of(code, value, self._native).to_bytes(size, self._order)
        if not hasattr(type(value), "__index__"):
            raise error("required argument is not an integer")
        value = value.__index__()
        signed = code in "bhilqn"
        bits = size * 8
        lowest, highest = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
        if not lowest <= value <= highest:
            if not -(1 << 63) <= value < (1 << 63 if signed else 1 << 64) or size == 8:
                raise error("argument out of range")
            name = _NAMES.get(code)
            shown = "'%s'" % code if name is None else name
            raise error("%s format requires %d <= number <= %d" % (shown, lowest, highest))
        return value.to_bytes(size, self._order, signed=signed)

    def _unpacked(self, data):
        for code, size, offset, count in self._fields:
            if code == "x":
                continue
            if code == "s":
                yield data[offset : offset + count]
                continue
            if code == "p":
                length = min(data[offset], count - 1) if count else 0
                yield data[offset + 1 : offset + 1 + length]
                continue
            for _ in range(count):
                piece = data[offset : offset + size]
                offset += size
                if code == "c":
                    yield piece
                elif code == "?":
                    yield piece != b"\0"
                elif code in _FLOATS:
                    yield _float_of(code, int.from_bytes(piece, self._order))
                else:
                    yield int.from_bytes(piece, self._order, signed=code in "bhilqn")


def _packed_text(code, count, value):
    if not isinstance(value, (bytes, bytearray)):
        raise error("argument for '%s' must be a bytes object" % code)
    if code == "p" and count:
        value = bytes([min(len(value), count - 1, 255)]) + value[: count - 1]
    return value[:count].ljust(count, b"\0")


def _bits_of(code, value, native):
    if not hasattr(type(value), "__float__") and not hasattr(type(value), "__index__"):
        raise error("required argument is not a float")
    value = float(value)
    size, exponent_bits, fraction_bits = _FLOATS[code]
    sign = 1 if _math.copysign(1.0, value) < 0 else 0
    bias = (1 << exponent_bits - 1) - 1
    top = (1 << exponent_bits) - 1
    if _math.isnan(value):
        bits = top << fraction_bits | 1 << fraction_bits - 1
    elif _math.isinf(value):
        bits = top << fraction_bits
    else:
        fraction, exponent = _math.frexp(abs(value))  # 0.5 <= fraction < 1
        exponent = max(exponent - 1, 1 - bias) if fraction else 1 - bias
        # round() is to even, and what is carried goes into the exponent.
        scaled = round(_math.ldexp(abs(value), fraction_bits - exponent))
        bits = scaled + ((exponent + bias - 1) << fraction_bits)
        if bits >> fraction_bits >= top:
            if native and code == "f":
                return top << fraction_bits | sign << size * 8 - 1
            raise OverflowError("float too large to pack with %s format" % code)
    return bits | sign << size * 8 - 1


def _float_of(code, bits):
    size, exponent_bits, fraction_bits = _FLOATS[code]
    sign = -1.0 if bits >> size * 8 - 1 else 1.0
    exponent = bits >> fraction_bits & (1 << exponent_bits) - 1
    fraction = bits & (1 << fraction_bits) - 1
    bias = (1 << exponent_bits - 1) - 1
    if exponent == (1 << exponent_bits) - 1:
        return _math.copysign(_math.nan if fraction else _math.inf, sign)
    if exponent:
        fraction |= 1 << fraction_bits
    else:
        exponent = 1
    return sign * _math.ldexp(float(fraction), exponent - bias - fraction_bits)


_known = {}


def _struct(format):
    found = _known.get(format)
    if found is None:
        found = _known[format] = Struct(format)
    return found


def calcsize(format, /):
    return _struct(format).size


def pack(format, /, *values):
    return _struct(format).pack(*values)


def pack_into(format, buffer, offset, /, *values):
    return _struct(format).pack_into(buffer, offset, *values)


def unpack(format, buffer, /):
    return _struct(format).unpack(buffer)


def unpack_from(format, /, buffer, offset=0):
    return _struct(format).unpack_from(buffer, offset)


def iter_unpack(format, buffer, /):
    return _struct(format).iter_unpack(buffer)
