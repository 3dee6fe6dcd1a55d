# Files and folders that go when they are no longer needed; simulated ones.

import io as _io
import os as _os
import random as _random
import shutil as _shutil
import weakref as _weakref

TMP_MAX = 10000
template = "tmp"
tempdir = None
_names = _random.Random(1)  # of its own: a program's chance is its own


def gettempdir():
    return _os.fsdecode("/tmp" if tempdir is None else tempdir)


def gettempprefix():
    return template


def _new(prefix, suffix, dir, make):
    prefix = template if prefix is None else prefix
    suffix = "" if suffix is None else suffix
    dir = gettempdir() if dir is None else _os.fspath(dir)
    for _ in range(TMP_MAX):
        letters = "".join(_names.choices("abcdefghijklmnopqrstuvwxyz0123456789_", k=8))
        path = _os.path.abspath(_os.path.join(dir, prefix + letters + suffix))
        try:
            return path, make(path)
        except FileExistsError:
            continue
    raise FileExistsError(17, "No usable temporary file name found")


def mkdtemp(suffix=None, prefix=None, dir=None):
    return _new(prefix, suffix, dir, lambda path: _os.mkdir(path, 0o700))[0]


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    raise NotImplementedError("simulated files have no descriptors: use NamedTemporaryFile()")


class _TemporaryFileCloser:
    def __init__(self, file, name, delete):
        self.file, self.name, self.delete = file, name, delete
        self._remove = _weakref.finalize(self, _removed, file, name) if delete else None


def _removed(file, name):
    file.close()
    if _os.path.exists(name):
        _os.remove(name)


class _NamedFile(_TemporaryFileCloser):
    """A file that is removed when it is closed."""

    def __getattr__(self, name):
        return getattr(self.__dict__["file"], name)

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, *details):
        self.close()

    def close(self):
        if self._remove is not None:
            self._remove()
        self.file.close()

    def __iter__(self):
        yield from self.file


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None):
    create = mode.replace("w", "x")
    name, file = _new(prefix, suffix, dir, lambda path: _io.open(path, create, buffering, encoding, errors, newline))
    return _NamedFile(file, name, delete)


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    create = mode.replace("w", "x")
    name, file = _new(prefix, suffix, dir, lambda path: _io.open(path, create, buffering, encoding, errors, newline))
    _os.remove(name)
    return file


def SpooledTemporaryFile(max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    return TemporaryFile(mode, buffering, encoding, newline, suffix, prefix, dir, errors=errors)


class TemporaryDirectory:
    """A folder that goes with all that is in it."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore = ignore_cleanup_errors
        self._finalizer = _weakref.finalize(self, _shutil.rmtree, self.name, ignore_cleanup_errors)

    def __repr__(self):
        return "<%s %r>" % (type(self).__name__, self.name)

    def __enter__(self):
        return self.name

    def __exit__(self, *details):
        self.cleanup()

    def cleanup(self):
        if self._finalizer.detach() or _os.path.exists(self.name):
            _shutil.rmtree(self.name, ignore_errors=self._ignore)
