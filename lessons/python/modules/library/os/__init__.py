# The operating system, as far as there is one: simulated files and a process of one's own.

import sys as _sys

from posix import _initial_files, _read_input, _type_of, _write_output, cpu_count, getpid, getppid, kill, strerror
from os import _files

name = "posix"
sep, altsep, extsep, pathsep, linesep, curdir, pardir, devnull = "/", None, ".", ":", "\n", ".", "..", "/dev/null"
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND = 0, 1, 2, 64, 128, 512, 1024
error = OSError
environ = {}
_working_folder = "/"


class _PathLikeType(type):
    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        return hasattr(subclass, "__fspath__") if cls is PathLike else super().__subclasscheck__(subclass)


class PathLike(metaclass=_PathLikeType):
    """What has a path."""

    def __class_getitem__(cls, item):
        return cls


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    try:
        found = type(path).__fspath__(path)
    except AttributeError:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}") from None
    if not isinstance(found, (str, bytes)):
        raise TypeError(f"expected {type(path).__name__}.__fspath__() to return str or bytes, not {type(found).__name__}")
    return found


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode() if isinstance(filename, bytes) else filename


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode() if isinstance(filename, str) else filename


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def getcwd():
    return _working_folder


def chdir(path):
    global _working_folder
    _working_folder = _files.folder(path, path)[0]


def getlogin():
    return "learner"


def getuid():
    return 1000


geteuid = getgid = getegid = getuid


def urandom(size):
    import random

    return random.SystemRandom().randbytes(size)


def get_terminal_size(fd=1):
    raise OSError(25, "Inappropriate ioctl for device")


def isatty(fd):
    return False


def _exit(status):
    raise SystemExit(status)


def pipe():
    import _network

    return _network.pipe()


def close(fd):
    import _network

    _network.close(fd)
    _nonblocking.discard(fd)


_nonblocking = set()  # descriptors


def _repeat(function, fd, argument, interest):
    """function(fd, argument); a descriptor that blocks is waited for."""
    import _network

    while True:
        try:
            return function(fd, argument)
        except BlockingIOError:
            if fd in _nonblocking:
                raise
        _network.wait(fd, interest, None)


def read(fd, n, /):
    import _network

    return _read_input(n) if fd == 0 else _repeat(_network.receive, fd, n, 1)


def write(fd, data, /):
    import _network

    return _write_output(fd, data) if fd in (1, 2) else _repeat(_network.send, fd, data, 2)


def get_blocking(fd, /):
    fstat(fd)
    return fd not in _nonblocking


def set_blocking(fd, blocking, /):
    fstat(fd)
    (_nonblocking.discard if blocking else _nonblocking.add)(fd)


def fstat(fd):
    mode = 0o020620 if fd in (0, 1, 2) else _type_of(fd) | 0o600
    return stat_result(mode, fd, 1, 1, 1000, 1000, 0, 0.0, 0.0, 0.0)


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    import io

    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


listdir, scandir, mkdir, makedirs, rmdir = _files.listdir, _files.scandir, _files.mkdir, _files.makedirs, _files.rmdir
removedirs, remove, unlink, rename = _files.removedirs, _files.remove, _files.remove, _files.rename
replace, renames, stat, lstat, walk = _files.replace, _files.renames, _files.stat, _files.stat, _files.walk
truncate, utime, chmod, access = _files.truncate, _files.utime, _files.chmod, _files.access
stat_result, DirEntry = _files.stat_result, _files.DirEntry

from os import path  # noqa: E402  (it needs what stands above)

_sys.modules["posixpath"] = path
