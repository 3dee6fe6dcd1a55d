# Arrays of numbers of one kind: the numbers in a list, checked as they come in.

import struct as _struct

# size, name in messages, smallest and largest number; floats and characters have no bounds
_KINDS = {
    "b": (1, "signed char", -(2**7), 2**7 - 1),
    "B": (1, "unsigned byte integer", 0, 2**8 - 1),
    "h": (2, "signed short integer", -(2**15), 2**15 - 1),
    "H": (2, "unsigned short", 0, 2**16 - 1),
    "i": (4, "signed integer", -(2**31), 2**31 - 1),
    "I": (4, "unsigned int", 0, 2**32 - 1),
    "l": (8, "", -(2**63), 2**63 - 1),
    "L": (8, "", 0, 2**64 - 1),
    "q": (8, "", -(2**63), 2**63 - 1),
    "Q": (8, "", 0, 2**64 - 1),
    "f": (4, "", None, None),
    "d": (8, "", None, None),
    "u": (4, "", None, None),
}
typecodes = "bBuhHiIlLqQfd"


class array:
    __slots__ = ("_typecode", "_items", "__weakref__")
    __dotted__ = "array.array"

    def __new__(cls, typecode, initializer=(), /):
        if not isinstance(typecode, str) or len(typecode) != 1:
            shown = "a string of length %d" % len(typecode) if isinstance(typecode, str) else type(typecode).__name__
            raise TypeError("array() argument 1 must be a unicode character, not " + shown)
        if typecode not in _KINDS:
            raise ValueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
        self = object.__new__(cls)
        self._typecode, self._items = typecode, []
        if isinstance(initializer, str) and typecode != "u":
            raise TypeError("cannot use a str to initialize an array with typecode %r" % typecode)
        if isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        else:
            self.extend(initializer)
        return self

    @property
    def typecode(self):
        return self._typecode

    @property
    def itemsize(self):
        return _KINDS[self.typecode][0]

    def _checked(self, value):
        code = self.typecode
        if code == "u":
            if not isinstance(value, str):
                raise TypeError("array item must be a unicode character, not " + type(value).__name__)
            if len(value) != 1:
                raise TypeError("array item must be a unicode character, not a string of length %d" % len(value))
            return value
        if code in "fd":
            if isinstance(value, str) or not hasattr(value, "__float__") and not hasattr(value, "__index__"):
                raise TypeError("must be real number, not " + type(value).__name__)
            value = float(value)
            return value if code == "d" else _struct.unpack("f", _struct.pack("f", value))[0]
        if not hasattr(value, "__index__"):
            raise TypeError("'%s' object cannot be interpreted as an integer" % type(value).__name__)
        value = value.__index__()
        _, name, least, most = _KINDS[code]
        if least <= value <= most:
            return value
        if name:
            raise OverflowError("%s is %s" % (name, "greater than maximum" if value > most else "less than minimum"))
        if least == 0 and value < 0:
            raise OverflowError("can't convert negative value to unsigned int")
        raise OverflowError("Python int too large to convert to C long" if code == "l" else "int too big to convert")

    def append(self, value, /):
        self._items.append(self._checked(value))

    def extend(self, iterable, /):
        if isinstance(iterable, array):
            if iterable.typecode != self.typecode:
                raise TypeError("can only extend with array of same kind")
            self._items += iterable._items
        else:
            for value in iterable:
                self.append(value)

    def fromlist(self, values, /):
        if not isinstance(values, list):
            raise TypeError("arg must be list")
        self._items += [self._checked(value) for value in values]

    def tolist(self):
        return self._items[:]

    def frombytes(self, data, /):
        if len(data) % self.itemsize:
            raise ValueError("bytes length not a multiple of item size")
        if self.typecode == "u":
            self._items += data.decode("utf-32-le")
        else:
            self._items += _struct.unpack("%d%s" % (len(data) // self.itemsize, self.typecode), data)

    def tobytes(self):
        if self.typecode == "u":
            return "".join(self._items).encode("utf-32-le")
        return _struct.pack("%d%s" % (len(self), self.typecode), *self._items)

    __bytes__ = tobytes

    def fromunicode(self, text, /):
        if self.typecode != "u":
            raise ValueError("fromunicode() may only be called on unicode type arrays")
        self._items += text

    def tounicode(self):
        if self.typecode != "u":
            raise ValueError("tounicode() may only be called on unicode type arrays")
        return "".join(self._items)

    def tofile(self, f, /):
        f.write(self.tobytes())

    def fromfile(self, f, n, /):
        data = f.read(n * self.itemsize)
        self.frombytes(data)
        if len(data) < n * self.itemsize:
            raise EOFError("read() didn't return enough bytes")

    def byteswap(self):
        size, data = self.itemsize, self.tobytes()
        self._items.clear()
        self.frombytes(b"".join(data[at : at + size][::-1] for at in range(0, len(data), size)))

    def buffer_info(self):
        return id(self._items), len(self)

    def insert(self, i, value, /):
        self._items.insert(i, self._checked(value))

    def pop(self, i=-1, /):
        if not self._items:
            raise IndexError("pop from empty array")
        if not -len(self) <= i < len(self):
            raise IndexError("pop index out of range")
        return self._items.pop(i)

    def remove(self, value, /):
        if value not in self._items:
            raise ValueError("array.remove(x): x not in array")
        self._items.remove(value)

    def index(self, value, start=0, stop=2**63 - 1, /):
        try:
            return self._items.index(value, start, stop)
        except ValueError:
            raise ValueError("array.index(x): x not in array") from None

    def count(self, value, /):
        return self._items.count(value)

    def reverse(self):
        self._items.reverse()

    def __copy__(self):
        return type(self)(self.typecode, self)

    def __deepcopy__(self, memo, /):
        return self.__copy__()

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        at = 0
        while at < len(self._items):
            yield self._items[at]
            at += 1

    def __contains__(self, value):
        return value in self._items

    def _of(self, items):
        made = array(self.typecode)
        made._items.extend(items)
        return made

    def _place(self, index, what):
        if not hasattr(index, "__index__"):
            raise TypeError("array indices must be integers")
        if not -len(self) <= index.__index__() < len(self):
            raise IndexError("array %sindex out of range" % what)
        return index.__index__()

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self._of(self._items[index])
        return self._items[self._place(index, "")]

    def __setitem__(self, index, value):
        if not isinstance(index, slice):
            self._items[self._place(index, "assignment ")] = self._checked(value)
        elif not isinstance(value, array):
            raise TypeError('can only assign array (not "%s") to array slice' % type(value).__name__)
        elif value.typecode != self.typecode:
            raise TypeError("bad argument type for built-in operation")
        else:
            self._items[index] = value._items

    def __delitem__(self, index):
        del self._items[index if isinstance(index, slice) else self._place(index, "assignment ")]

    def __add__(self, other):
        if not isinstance(other, array):
            raise TypeError('can only append array (not "%s") to array' % type(other).__name__)
        if other.typecode != self.typecode:
            raise TypeError("bad argument type for built-in operation")
        return self._of(self._items + other._items)

    def __iadd__(self, other):
        if not isinstance(other, array):
            raise TypeError('can only extend with array (not "%s")' % type(other).__name__)
        self.extend(other)
        return self

    def __mul__(self, n):
        return self._of(self._items * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self._items[:] = self._items * n
        return self

    def _compared(name):
        def compare(self, other):
            if not isinstance(other, array):
                return NotImplemented
            return getattr(self._items, name)(other._items)

        compare.__name__ = name
        return compare

    __eq__, __ne__, __lt__, __le__, __gt__, __ge__ = map(
        _compared, ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"))
    __hash__ = None
    del _compared
    __class_getitem__ = classmethod(type(list[int]))

    def __repr__(self):
        if not self._items:
            return "array(%r)" % self.typecode
        shown = repr("".join(self._items)) if self.typecode == "u" else repr(self._items)
        return "array(%r, %s)" % (self.typecode, shown)


ArrayType = array
