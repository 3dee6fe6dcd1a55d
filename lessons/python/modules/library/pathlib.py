# Paths as objects, and the simulated files that they lead to.

import errno as _errno
import fnmatch as _fnmatch
import io as _io
import os as _os
import stat as _stat

__all__ = ["PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath"]


class PurePath:
    """A path that is only looked at."""

    __slots__ = ("_root", "_parts", "_text", "__weakref__")

    def __new__(cls, *pieces):
        if cls is PurePath:
            cls = PurePosixPath
        return cls._made(*_read(pieces))

    @classmethod
    def _made(cls, root, parts):
        path = object.__new__(cls)
        path._root = root
        path._parts = tuple(parts)
        path._text = None
        return path

    def __reduce__(self):
        return type(self), self.parts

    def __str__(self):
        if self._text is None:
            self._text = self._root + "/".join(self._parts) or "."
        return self._text

    __fspath__ = as_posix = __str__

    def __bytes__(self):
        return _os.fsencode(self)

    def __repr__(self):
        return "%s(%r)" % (type(self).__name__, str(self))

    def __hash__(self):
        return hash(str(self))

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, PurePath) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if isinstance(other, PurePath) else NotImplemented

    def _key(self):
        return self.parts

    def __truediv__(self, key):
        try:
            return self.joinpath(key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return type(self)(key, self)
        except TypeError:
            return NotImplemented

    def joinpath(self, *pieces):
        return self._made(*_read((self, *pieces)))

    @property
    def parts(self):
        return ((self._root,) if self._root else ()) + self._parts

    @property
    def drive(self):
        return ""

    @property
    def root(self):
        return self._root

    anchor = root

    @property
    def name(self):
        return self._parts[-1] if self._parts else ""

    @property
    def suffix(self):
        return self._split()[1]

    @property
    def stem(self):
        return self._split()[0]

    def _split(self):
        name = self.name
        dot = name.rfind(".")
        return (name[:dot], name[dot:]) if 0 < dot < len(name) - 1 else (name, "")

    @property
    def suffixes(self):
        name = self.name
        if name.endswith("."):
            return []
        return ["." + suffix for suffix in name.lstrip(".").split(".")[1:]]

    @property
    def parent(self):
        return self._made(self._root, self._parts[:-1])

    @property
    def parents(self):
        return _Parents(self)

    def with_name(self, name):
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        if not name or "/" in name or name == ".":
            raise ValueError("Invalid name %r" % (name,))
        return self._made(self._root, self._parts[:-1] + (name,))

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if "/" in suffix or suffix == "." or suffix and not suffix.startswith("."):
            raise ValueError("Invalid suffix %r" % (suffix,))
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        return self._made(self._root, self._parts[:-1] + (self.stem + suffix,))

    def relative_to(self, *other):
        if not other:
            raise TypeError("need at least one argument")
        base = self._made(*_read(other))
        parts, start = self.parts, base.parts
        if parts[: len(start)] != start:
            raise ValueError(
                "%r is not in the subpath of %r OR one path is relative and the other is absolute." % (str(self), str(base))
            )
        return self._made("" if start[:1] == (self._root,) and self._root else self._root, parts[len(start) :])

    def is_relative_to(self, *other):
        try:
            self.relative_to(*other)
        except ValueError:
            return False
        return True

    def is_absolute(self):
        return bool(self._root)

    def is_reserved(self):
        return False

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote

        return "file://" + quote(str(self))

    def match(self, path_pattern):
        root, parts = _read((path_pattern,))
        if not root and not parts:
            raise ValueError("empty pattern")
        own = self._parts
        if root and (root != self._root or len(parts) != len(own)) or len(parts) > len(own):
            return False
        return all(_fnmatch.fnmatchcase(one, pattern) for one, pattern in zip(reversed(own), reversed(parts)))


def _read(pieces):
    """(root, parts) of a path that is given in pieces."""
    root, parts = "", []
    for piece in pieces:
        if isinstance(piece, PurePath):
            piece_root, more = piece._root, piece._parts
        else:
            text = _os.fspath(piece)
            if not isinstance(text, str):
                raise TypeError(
                    "argument should be a str object or an os.PathLike object returning str, not %r" % type(text)
                )
            slashes = len(text) - len(text.lstrip("/"))
            piece_root = "" if not slashes else "//" if slashes == 2 else "/"
            more = [part for part in text.split("/") if part not in ("", ".")]
        if piece_root:
            root, parts = piece_root, []
        parts.extend(more)
    return root, parts


class _Parents:
    """The folders that lead to a path, the nearest first."""

    def __init__(self, path):
        self._path = path

    def __len__(self):
        return len(self._path._parts)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        if index < 0:
            index += len(self)
        return self._path._made(self._path._root, self._path._parts[: -index - 1])

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    def __repr__(self):
        return "<%s.parents>" % type(self._path).__name__


class PurePosixPath(PurePath):
    __slots__ = ()


class PureWindowsPath(PurePath):
    __slots__ = ()

    def __new__(cls, *pieces):
        raise NotImplementedError("there are no Windows paths here")


class Path(PurePath):
    """A path of simulated files."""

    __slots__ = ()

    def __new__(cls, *pieces):
        if cls is Path:
            cls = PosixPath
        return cls._made(*_read(pieces))

    @classmethod
    def cwd(cls):
        return cls(_os.getcwd())

    @classmethod
    def home(cls):
        return cls("~").expanduser()

    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass

    def absolute(self):
        return self if self.is_absolute() else self._made(*_read((_os.getcwd(), self)))

    def resolve(self, strict=False):
        return self._made(*_read((_os.path.realpath(str(self), strict=strict),)))

    def expanduser(self):
        if not self._root and self._parts[:1] and self._parts[0].startswith("~"):
            home = _os.path.expanduser(self._parts[0])
            if home.startswith("~"):
                raise RuntimeError("Could not determine home directory.")
            return self._made(*_read((home, *self._parts[1:])))
        return self

    # What it is.

    def stat(self, *, follow_symlinks=True):
        return _os.stat(self)

    lstat = stat

    def exists(self):
        return _os.path.exists(self)

    def is_file(self):
        return _os.path.isfile(self)

    def is_dir(self):
        return _os.path.isdir(self)

    def is_symlink(self):
        return False

    is_fifo = is_socket = is_block_device = is_char_device = is_symlink

    def is_mount(self):
        return _os.path.ismount(self)

    def owner(self):
        return _os.getlogin()

    group = owner

    def samefile(self, other_path):
        return _os.path.samefile(self, other_path)

    # Folders.

    def iterdir(self):
        for name in _os.listdir(self):
            yield self._child(name)

    def _child(self, name):
        return self._made(self._root, self._parts + (name,))

    def glob(self, pattern):
        return self._found(pattern, False)

    def rglob(self, pattern):
        return self._found(pattern, True)

    def _found(self, pattern, everywhere):
        if not pattern:
            raise ValueError("Unacceptable pattern: %r" % (pattern,))
        root, parts = _read((pattern,))
        if root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        if pattern.endswith("/"):
            parts.append("")
        if everywhere:
            parts.insert(0, "**")
        for part in parts:
            if "**" in part and part != "**":
                raise ValueError("Invalid pattern: '**' can only be an entire path component")
        seen = set()
        for path in self._selected(parts):
            if path not in seen:
                seen.add(path)
                yield path

    def _selected(self, patterns):
        if not patterns:
            yield self
            return
        first, rest = patterns[0], patterns[1:]
        if first == "**":
            for folder in self._folders():
                yield from folder._selected(rest)
        elif not self.is_dir():
            return
        elif any(letter in first for letter in "*?["):
            for entry in list(_os.scandir(self)):
                if _fnmatch.fnmatchcase(entry.name, first) and (not rest or entry.is_dir()):
                    yield from self._child(entry.name)._selected(rest)
        else:
            path = self._child(first) if first else self
            if path.is_dir() if rest or not first else path.exists():
                yield from path._selected(rest)

    def _folders(self):
        if not self.is_dir():
            return
        yield self
        for entry in list(_os.scandir(self)):
            if entry.is_dir():
                yield from self._child(entry.name)._folders()

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            _os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def rmdir(self):
        _os.rmdir(self)

    # Files.

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return _io.open(self, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None):
        with self.open("r", encoding=encoding, errors=errors) as file:
            return file.read()

    def read_bytes(self):
        with self.open("rb") as file:
            return file.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError("data must be str, not %s" % type(data).__name__)
        with self.open("w", encoding=encoding, errors=errors, newline=newline) as file:
            return file.write(data)

    def write_bytes(self, data):
        with self.open("wb") as file:
            return file.write(memoryview(data))

    def touch(self, mode=0o666, exist_ok=True):
        if self.exists():
            if not exist_ok:
                raise FileExistsError(_errno.EEXIST, _os.strerror(_errno.EEXIST), str(self))
            _os.utime(self)
        else:
            self.open("xb").close()

    def unlink(self, missing_ok=False):
        try:
            _os.remove(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rename(self, target):
        _os.rename(self, target)
        return type(self)(target)

    def replace(self, target):
        _os.replace(self, target)
        return type(self)(target)

    def chmod(self, mode, *, follow_symlinks=True):
        _os.chmod(self, mode)

    def readlink(self):
        raise OSError(_errno.EINVAL, _os.strerror(_errno.EINVAL), str(self))

    def symlink_to(self, target, target_is_directory=False):
        raise NotImplementedError("simulated files have no links")

    hardlink_to = symlink_to


class PosixPath(Path, PurePosixPath):
    __slots__ = ()


class WindowsPath(Path):
    __slots__ = ()

    def __new__(cls, *pieces):
        raise NotImplementedError("cannot instantiate 'WindowsPath' on your system")
