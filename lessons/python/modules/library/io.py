# Streams in memory. There are no files here.

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    _closed = False

    @property
    def closed(self):
        return self._closed

    def close(self):
        self._closed = True

    def _check(self):
        if self._closed:
            raise ValueError("I/O operation on closed file")

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *details):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1):
        lines = []
        size = 0
        for line in self:
            lines.append(line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                break
        return lines

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        self._check()

    def isatty(self):
        self._check()
        return False

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def _range(self, size):
        if size is None or size < 0:
            return self._pos, self._length()
        return self._pos, min(self._pos + size, self._length())

    def tell(self):
        self._check()
        return self._pos


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    encoding = errors = newlines = None


class StringIO(TextIOBase):
    """A text that is written and read like a file."""

    line_buffering = False

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError("initial_value must be str or None, not %s" % type(initial_value).__name__)
        if newline is not None and not isinstance(newline, str):
            raise TypeError("newline must be str or None, not %s" % type(newline).__name__)
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError("illegal newline value: %r" % (newline,))
        self._newline = newline
        self._parts = []
        self._text = ""
        self._pos = 0
        if initial_value:
            self.write(initial_value)
            self._pos = 0

    def _whole(self):
        if self._parts:
            self._text += "".join(self._parts)
            self._parts = []
        return self._text

    def _length(self):
        return len(self._whole())

    def getvalue(self):
        self._check()
        return self._whole()

    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError("string argument expected, got %r" % type(s).__name__)
        self._check()
        size = len(s)
        if self._newline is None:
            s = s.replace("\r\n", "\n").replace("\r", "\n")
        elif self._newline not in ("", "\n"):
            s = s.replace("\n", self._newline)
        if self._parts and self._pos == self._end:
            self._parts.append(s)
            self._pos += len(s)
            self._end = self._pos
            return size
        text = self._whole()
        if self._pos == len(text):
            self._parts.append(s)
        else:
            text += "\0" * (self._pos - len(text))
            self._text = text[: self._pos] + s + text[self._pos + len(s) :]
        self._pos += len(s)
        self._end = self._pos
        return size

    def read(self, size=-1, /):
        self._check()
        begin, end = self._range(size)
        if begin >= end:
            return ""
        self._pos = end
        return self._text[begin:end]

    def readline(self, size=-1, /):
        self._check()
        begin, end = self._range(size)
        if begin >= end:
            return ""
        found = self._text.find("\n", begin, end)
        if found >= 0:
            end = found + 1
        self._pos = end
        return self._text[begin:end]

    def seek(self, pos, whence=0, /):
        self._check()
        if whence not in (0, 1, 2):
            raise ValueError("Invalid whence (%r, should be 0, 1 or 2)" % (whence,))
        if whence == 0 and pos < 0:
            raise ValueError("Negative seek position %d" % pos)
        if whence != 0 and pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        if whence == 0:
            self._pos = pos
        elif whence == 2:
            self._pos = self._length()
        return self._pos

    def truncate(self, size=None, /):
        self._check()
        size = self._pos if size is None else size
        if size < 0:
            raise ValueError("Negative size value %d" % size)
        self._text = self._whole()[:size]
        return size

    def detach(self):
        raise UnsupportedOperation("detach")


class BytesIO(BufferedIOBase):
    def __init__(self, initial_bytes=b""):
        self._data = bytearray(initial_bytes or b"")
        self._pos = 0

    def _length(self):
        return len(self._data)

    def getvalue(self):
        self._check()
        return bytes(self._data)

    def getbuffer(self):
        self._check()
        return memoryview(self._data)

    def write(self, b, /):
        self._check()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(b)
        if self._pos > len(self._data):
            self._data.extend(bytes(self._pos - len(self._data)))
        self._data[self._pos : self._pos + len(data)] = data
        self._pos += len(data)
        return len(data)

    def read(self, size=-1, /):
        self._check()
        begin, end = self._range(size)
        if begin >= end:
            return b""
        self._pos = end
        return bytes(self._data[begin:end])

    read1 = read

    def readinto(self, buffer, /):
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def readline(self, size=-1, /):
        self._check()
        begin, end = self._range(size)
        if begin >= end:
            return b""
        found = self._data.find(b"\n", begin, end)
        if found >= 0:
            end = found + 1
        self._pos = end
        return bytes(self._data[begin:end])

    def seek(self, pos, whence=0, /):
        self._check()
        if whence == 0 and pos < 0:
            raise ValueError("negative seek value %d" % pos)
        if whence not in (0, 1, 2):
            raise ValueError("invalid whence (%r, should be 0, 1 or 2)" % (whence,))
        self._pos = max(0, pos + (0, self._pos, len(self._data))[whence])
        return self._pos

    def truncate(self, size=None, /):
        self._check()
        size = self._pos if size is None else size
        if size < 0:
            raise ValueError("negative size value %d" % size)
        del self._data[size:]
        return size


def open(file, mode="r", *arguments, **keywords):
    import builtins

    return builtins.open(file, mode, *arguments, **keywords)


def text_encoding(encoding, stacklevel=2):
    return "utf-8" if encoding is None else encoding


def __getattr__(name):
    if name == "TextIOWrapper":
        import sys

        return type(sys.__stdout__)
    raise AttributeError("module 'io' has no attribute %r" % name)
