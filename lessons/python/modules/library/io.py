# Streams in memory, and simulated files.

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
    __module__ = "_io"
    __dotted__ = "_io.StringIO"

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
    __module__ = "_io"
    __dotted__ = "_io.BytesIO"
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


def text_encoding(encoding, stacklevel=2):
    return "utf-8" if encoding is None else encoding


_newline_bytes = {"\n": b"\n", "\r": b"\r", "\r\n": b"\r\n"}


class FileIO(RawIOBase):
    """A simulated file that is open."""
    __module__ = "_io"
    __dotted__ = "_io.FileIO"

    def __init__(self, file, mode="r", closefd=True, opener=None):
        from os import _files

        kinds = [letter for letter in mode if letter in "xrwa"]
        if len(kinds) != 1 or mode.count("+") > 1:
            raise ValueError("Must have exactly one of create/read/write/append mode and at most one plus")
        kind = kinds[0]
        self.name = file
        if isinstance(file, int):
            raise OSError(9, "Bad file descriptor")
        self._node = _files.opened(file, file, create=kind != "r", exclusive=kind == "x", truncate=kind == "w")
        if self._node is None:
            raise _files.failure(21, file)
        self._reads = kind == "r" or "+" in mode
        self._writes = kind != "r" or "+" in mode
        self._appends = kind == "a"
        self._pos = len(self._node.data) if kind == "a" else 0
        self.mode = {"r": "rb", "w": "wb", "x": "xb", "a": "ab"}[kind] if "+" not in mode else \
            {"r": "rb+", "w": "rb+", "x": "xb+", "a": "ab+"}[kind]

    def __repr__(self):
        if self._closed:
            return "<_io.FileIO [closed]>"
        return f"<_io.FileIO name={self.name!r} mode={self.mode!r} closefd=True>"

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readable(self):
        self._check()
        return self._reads

    def writable(self):
        self._check()
        return self._writes

    def seekable(self):
        self._check()
        return True

    def _length(self):
        return len(self._node.data)

    def _check_readable(self, text="File not open for reading"):
        self._check()
        if not self._reads:
            raise UnsupportedOperation(text)

    def read(self, size=-1, /):
        self._check_readable()
        start, end = self._range(size)
        self._pos = max(start, end)
        return bytes(self._node.data[start:end])

    readall = read1 = read

    def readinto(self, buffer, /):
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def readline(self, size=-1, /):
        self._check_readable()
        start, end = self._range(size)
        at = self._node.data.find(b"\n", start, end)
        self._pos = end if at < 0 else at + 1
        return bytes(self._node.data[start:self._pos])

    def write(self, data, /):
        self._check()
        if not self._writes:
            raise UnsupportedOperation("File not open for writing")
        node = self._node
        if self._appends:
            self._pos = len(node.data)
        if self._pos > len(node.data):
            node.data.extend(bytes(self._pos - len(node.data)))
        data = bytes(data)
        node.data[self._pos:self._pos + len(data)] = data
        self._pos += len(data)
        node.touch()
        return len(data)

    def seek(self, offset, whence=0, /):
        self._check()
        base = {SEEK_SET: 0, SEEK_CUR: self._pos, SEEK_END: self._length()}.get(whence)
        if base is None:
            raise OSError(22, "Invalid argument")
        if base + offset < 0:
            raise OSError(22, "Invalid argument")
        self._pos = base + offset
        return self._pos

    def truncate(self, size=None, /):
        self._check()
        if not self._writes:
            raise UnsupportedOperation("File not open for writing")
        size = self._pos if size is None else size
        del self._node.data[size:]
        self._node.data.extend(bytes(size - len(self._node.data)))
        self._node.touch()
        return size


class _Buffered(BufferedIOBase):
    """Reads at once, and keeps what is written until there is enough of it."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self.raw = raw
        self._size = buffer_size
        self._kept = bytearray()

    def __repr__(self):
        return f"<_io.{type(self).__name__} name={self.name!r}>"

    def __del__(self):
        _warn_unclosed(self)

    @property
    def closed(self):
        return self.raw.closed

    @property
    def name(self):
        return self.raw.name

    @property
    def mode(self):
        return self.raw.mode

    def _check(self, text="I/O operation on closed file"):
        if self.raw.closed:
            raise ValueError(text)

    def close(self):
        if not self.raw.closed:
            self.flush()
            self.raw.close()

    def detach(self):
        self.flush()
        raw, self.raw = self.raw, FileIO("/dev/null", "r")
        return raw

    def flush(self):
        self._check("flush of closed file")
        if self._kept:
            self.raw.write(self._kept)
            self._kept.clear()

    def readable(self):
        return self.raw.readable()

    def writable(self):
        return self.raw.writable()

    def seekable(self):
        return self.raw.seekable()

    def tell(self):
        self._check("I/O operation on closed file")
        return self.raw.tell() + len(self._kept)

    def seek(self, offset, whence=0, /):
        self._check("seek of closed file")
        self.flush()
        if whence not in (0, 1, 2):
            raise ValueError(f"whence value {whence} unsupported")
        return self.raw.seek(offset, whence)

    def truncate(self, size=None, /):
        self._check("truncate of closed file")
        if not self.raw.writable():
            raise UnsupportedOperation("truncate")
        self.flush()
        return self.raw.truncate(size)


class _Reads:
    def _before(self, what):
        self._check(f"{what} of closed file")
        self.flush()

    def read(self, size=-1, /):
        self._before("read")
        if size is not None and size < -1:
            raise ValueError("read length must be non-negative or -1")
        return self.raw.read(size)

    def read1(self, size=-1, /):
        self._before("read")
        return self.raw.read(size)

    def readall(self):
        return self.read()

    def readinto(self, buffer, /):
        self._before("readinto")
        return self.raw.readinto(buffer)

    readinto1 = readinto

    def readline(self, size=-1, /):
        self._before("readline")
        return self.raw.readline(size)

    def peek(self, size=0, /):
        self._before("peek")
        place = self.raw.tell()
        data = self.raw.read(self._size)
        self.raw.seek(place)
        return data


class _Writes:
    def write(self, data, /):
        if isinstance(data, str) or not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")
        self._check("write to closed file")
        self._kept += data
        if len(self._kept) > self._size:
            self.flush()
        return len(data)


def _refuse(what):
    def refused(self, *arguments):
        self._check(f"{what} to closed file" if what == "write" else f"{what} of closed file")
        raise UnsupportedOperation(what)

    return refused


class BufferedReader(_Reads, _Buffered):
    __module__ = "_io"
    __dotted__ = "_io.BufferedReader"
    write = _refuse("write")


class BufferedWriter(_Writes, _Buffered):
    __module__ = "_io"
    __dotted__ = "_io.BufferedWriter"
    read, readline, read1, readinto = _refuse("read"), _refuse("readline"), _refuse("read1"), _refuse("readinto")


class BufferedRandom(_Reads, _Writes, _Buffered):
    __module__ = "_io"
    __dotted__ = "_io.BufferedRandom"
    pass


class TextIOWrapper(TextIOBase):
    """Text in a file of bytes."""
    __module__ = "_io"
    __dotted__ = "_io.TextIOWrapper"

    line_buffering = write_through = False

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline}")
        self.buffer = buffer
        self.encoding = encoding or "UTF-8"
        self.errors = errors or "strict"
        "".encode(self.encoding)
        self._newline = newline
        self.line_buffering = line_buffering

    def __repr__(self):
        mode = f" mode={self.mode!r}" if hasattr(self, "mode") else ""
        return f"<_io.TextIOWrapper name={self.name!r}{mode} encoding={self.encoding!r}>"

    def __del__(self):
        _warn_unclosed(self)

    @property
    def name(self):
        return self.buffer.name

    @property
    def closed(self):
        return self.buffer.closed

    def _check(self):
        if self.buffer.closed:
            raise ValueError("I/O operation on closed file.")

    def close(self):
        self.buffer.close()

    def detach(self):
        self.flush()
        return self.buffer

    def flush(self):
        self._check()
        self.buffer.flush()

    def readable(self):
        self._check()
        return self.buffer.readable()

    def writable(self):
        self._check()
        return self.buffer.writable()

    def seekable(self):
        self._check()
        return self.buffer.seekable()

    def _check_readable(self):
        self._check()
        if not self.buffer.readable():
            raise UnsupportedOperation("not readable")

    def _decoded(self, data):
        text = data.decode(self.encoding, self.errors)
        return text.replace("\r\n", "\n").replace("\r", "\n") if self._newline is None else text

    def read(self, size=-1, /):
        self._check_readable()
        if size is None or size < 0:
            return self._decoded(self.buffer.read())
        text = ""
        while len(text) < size:
            line = self._some(size - len(text))
            if not line:
                break
            text += line
        return text

    def _some(self, size):
        """Up to so many characters of the next line."""
        start = self.buffer.tell()
        data = self._line_bytes()
        text = self._decoded(data)
        if len(text) > size:
            text = text[:size]
            self.buffer.seek(start + len(text.encode(self.encoding, self.errors)))
        return text

    def _line_bytes(self):
        """The bytes of the next line."""
        if self._newline == "\n":
            return self.buffer.readline()
        start = self.buffer.tell()
        if self._newline in ("\r", "\r\n"):
            data = b""
            while not data.endswith(_newline_bytes[self._newline]):
                more = self.buffer.read(1024) if self._newline == "\r" else self.buffer.readline()
                if not more:
                    return data
                data += more
                if self._newline == "\r" and b"\r" in data:
                    data = data[: data.index(b"\r") + 1]
                    self.buffer.seek(start + len(data))
            return data
        data = self.buffer.readline()
        at = data.find(b"\r")
        if at >= 0 and data[at:] != b"\r\n":
            data = data[: at + 2] if data[at + 1 : at + 2] == b"\n" else data[: at + 1]
            self.buffer.seek(start + len(data))
        return data

    def readline(self, size=-1, /):
        self._check_readable()
        if size is None or size < 0:
            return self._decoded(self._line_bytes())
        return self._some(size)

    def __next__(self):
        self._check()
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._check()
        if not self.buffer.writable():
            raise UnsupportedOperation("not writable")
        shown = text.replace("\n", self._newline) if self._newline in ("\r", "\r\n") else text
        self.buffer.write(shown.encode(self.encoding, self.errors))
        if self.line_buffering and "\n" in text:
            self.flush()
        return len(text)

    def tell(self):
        self._check()
        return self.buffer.tell()

    def seek(self, cookie, whence=0, /):
        self._check()
        if whence == SEEK_CUR and cookie != 0:
            raise UnsupportedOperation("can't do nonzero cur-relative seeks")
        if whence == SEEK_END and cookie != 0:
            raise UnsupportedOperation("can't do nonzero end-relative seeks")
        if whence == SEEK_SET and cookie < 0:
            raise ValueError(f"negative seek position {cookie!r}")
        return self.buffer.seek(cookie, whence)

    def truncate(self, size=None, /):
        self.flush()
        return self.buffer.truncate(size)

    def reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None):
        self.encoding = encoding or self.encoding
        self.errors = errors or self.errors
        if line_buffering is not None:
            self.line_buffering = line_buffering


def _warn_unclosed(file):
    try:
        if file.closed:
            return
    except AttributeError:
        return
    if isinstance(file, TextIOWrapper) or not getattr(file, "_wrapped", False):
        import warnings

        warnings.warn(f"unclosed file {file!r}", ResourceWarning, stacklevel=2, source=file)
    file.close()


class _StandardBuffer(RawIOBase):
    """The bytes of one of the standard streams."""

    def __init__(self, number):
        self._number = number
        self.name = ("<stdin>", "<stdout>", "<stderr>")[number]
        self.mode = "wb" if number else "rb"

    def __repr__(self):
        return f"<_io.Buffered{'Writer' if self._number else 'Reader'} name='{self.name}'>"

    def fileno(self):
        return self._number

    def close(self):
        pass

    def readable(self):
        return self._number == 0

    def writable(self):
        return self._number != 0

    def seekable(self):
        return False

    def read1(self, size=-1, /):
        import posix

        if self._number:
            raise UnsupportedOperation("read")
        return posix._read_input(65536 if size < 0 else size)

    def read(self, size=-1, /):
        whole = size is None or size < 0
        data = b""
        while (whole or len(data) < size) and (more := self.read1(65536 if whole else size - len(data))):
            data += more
        return data

    def readline(self, size=-1, /):
        line = b""
        while not line.endswith(b"\n") and len(line) != size and (more := self.read1(1)):
            line += more
        return line

    def write(self, data, /):
        import posix

        if not self._number:
            raise UnsupportedOperation("write")
        return posix._write_output(self._number, bytes(data))


_standard_buffers = {}


def _standard_buffer(number):
    if number not in _standard_buffers:
        _standard_buffers[number] = _StandardBuffer(number)
    return _standard_buffers[number]


_standard_paths = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}


def _open_descriptor(fd, mode, encoding, errors):
    """A file on a pipe or a socket that is open already."""
    import os
    import subprocess
    import sys

    os.fstat(fd)  # an error if there is none
    if fd in (0, 1, 2):
        stream = (sys.stdin, sys.stdout, sys.stderr)[fd]
        return stream.buffer if "b" in mode else stream
    end = subprocess._PipeEnd(fd, "r" not in mode)
    return end if "b" in mode else subprocess._TextEnd(end, encoding, errors)


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    """A simulated file, in memory: it lives as long as the run."""
    if not isinstance(file, (str, bytes, int)):
        import os

        file = os.fspath(file)
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    if set(mode) - set("axrwb+t") or len(set(mode)) < len(mode):
        raise ValueError(f"invalid mode: {mode!r}")
    text, binary = "t" in mode, "b" in mode
    kinds = [letter for letter in mode if letter in "xrwa"]
    if text and binary:
        raise ValueError("can't have text and binary mode at once")
    if len(kinds) > 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if binary and encoding is not None:
        raise ValueError("binary mode doesn't take an encoding argument")
    if binary and errors is not None:
        raise ValueError("binary mode doesn't take an errors argument")
    if binary and newline is not None:
        raise ValueError("binary mode doesn't take a newline argument")
    if buffering == 0 and not binary:
        raise ValueError("can't have unbuffered text I/O")
    file = _standard_paths.get(file, file)
    if isinstance(file, int):
        return _open_descriptor(file, mode, encoding, errors)
    raw = FileIO(file, mode)
    if buffering == 0:
        return raw
    kind = BufferedRandom if "+" in mode else BufferedReader if raw.readable() else BufferedWriter
    buffer = kind(raw, buffering if buffering > 1 else DEFAULT_BUFFER_SIZE)
    if binary:
        return buffer
    buffer._wrapped = True
    wrapper = TextIOWrapper(buffer, encoding, errors, newline, line_buffering=buffering == 1)
    wrapper.mode = mode
    return wrapper


open_code = open
