# The simulated files of a run: they are in memory, and gone when it ends.

import collections
import errno
import time

from posix import _initial_files, strerror

stat_result = collections.namedtuple("stat_result", "st_mode st_ino st_dev st_nlink st_uid st_gid st_size st_atime st_mtime st_ctime")
_folder_mode, _file_mode = 0o40755, 0o100644


class File:
    """What a path of a file stands for; it lives on while it is open."""

    def __init__(self, content=b""):
        self.data = bytearray(content)
        self.changed = time.time()
        self.mode = _file_mode

    def touch(self):
        self.changed = time.time()


class NullFile(File):
    def touch(self):
        self.data.clear()


_entries = {"/": None, "/tmp": None, "/dev": None, "/dev/null": NullFile()}  # a folder has no File


def failure(number, *paths):
    paths = [path.__fspath__() if hasattr(path, "__fspath__") else path for path in paths]
    return OSError(number, strerror(number), *paths) if len(paths) < 2 else \
        OSError(number, strerror(number), paths[0], None, paths[1])


def resolved(path):
    """The path from the root on, without dots."""
    import os

    path = os.fsdecode(path)
    if "\0" in path:
        raise ValueError("embedded null byte")
    if not path.startswith("/"):
        path = os._working_folder + "/" + path
    parts = []
    for part in path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


def _parent(path):
    return path.rpartition("/")[0] or "/"


def _check_parent(path, shown):
    """The folder of `path` is there."""
    above = _parent(path)
    if above not in _entries:
        while above not in _entries:
            above = _parent(above)
        raise failure(errno.ENOENT if _entries[above] is None else errno.ENOTDIR, shown)
    if _entries[above] is not None:
        raise failure(errno.ENOTDIR, shown)


def find(path, shown):
    """The place of what is at `path`, and the File (None: it is a folder)."""
    import os

    text = os.fsdecode(path)
    if not text:
        raise failure(errno.ENOENT, shown)
    place = resolved(path)
    if place not in _entries:
        _check_parent(place, shown)
        raise failure(errno.ENOENT, shown)
    if text.endswith("/") and _entries[place] is not None:
        raise failure(errno.ENOTDIR, shown)
    return place, _entries[place]


def folder(path, shown):
    place, file = find(path, shown)
    if file is not None:
        raise failure(errno.ENOTDIR, shown)
    return place, None


def kind_of(path):
    return "folder" if find(path, path)[1] is None else "file"


def opened(path, shown, *, create, exclusive, truncate):
    """The File at `path`, a new one if need be and `create`."""
    import os

    if not os.fsdecode(path):
        raise failure(errno.ENOENT, shown)
    place = resolved(path)
    if place in _entries:
        file = _entries[place]
        if exclusive:
            raise failure(errno.EEXIST, shown)
        if file is None:
            if not create and not truncate:
                return None
            raise failure(errno.EISDIR, shown)
        if truncate:
            file.data.clear()
            file.touch()
        return file
    _check_parent(place, shown)
    if not create:
        raise failure(errno.ENOENT, shown)
    if os.fsdecode(path).endswith("/"):
        raise failure(errno.EISDIR, shown)
    _entries[place] = file = File()
    return file


def _names_in(place):
    start = place.rstrip("/") + "/"
    return [path[len(start):] for path in _entries
            if path.startswith(start) and path != "/" and "/" not in path[len(start):]]


def listdir(path="."):
    return sorted(_names_in(folder(path, path)[0]))


class DirEntry:
    def __init__(self, folder, name, file):
        self.name = name
        self.path = name if folder == "." else folder.rstrip("/") + "/" + name
        self._file = file

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"

    def is_dir(self, *, follow_symlinks=True):
        return self._file is None

    def is_file(self, *, follow_symlinks=True):
        return self._file is not None

    def is_symlink(self):
        return False

    def stat(self, *, follow_symlinks=True):
        return _stat_of(self._file)


class _Entries(list):
    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass

    def __next__(self):
        if not self:
            raise StopIteration
        return self.pop(0)

    def close(self):
        pass


def scandir(path="."):
    import os

    place = folder(path, path)[0]
    shown = os.fsdecode(path)
    return _Entries(DirEntry(shown, name, _entries[place.rstrip("/") + "/" + name]) for name in sorted(_names_in(place)))


def _stat_of(file):
    if file is None:
        return stat_result(_folder_mode, 1, 1, 2, 1000, 1000, 4096, 0.0, 0.0, 0.0)
    changed = file.changed
    return stat_result(file.mode, 1, 1, 1, 1000, 1000, len(file.data), changed, changed, changed)


def stat(path, *, dir_fd=None, follow_symlinks=True):
    return _stat_of(find(path, path)[1])


def access(path, mode, **options):
    try:
        find(path, path)
    except OSError:
        return False
    return True


def mkdir(path, mode=0o777, *, dir_fd=None):
    place = resolved(path)
    if place in _entries:
        raise failure(errno.EEXIST, path)
    _check_parent(place, path)
    _entries[place] = None


def makedirs(name, mode=0o777, exist_ok=False):
    place = resolved(name)
    if place in _entries:
        if exist_ok and _entries[place] is None:
            return
        raise failure(errno.EEXIST, name)
    if _parent(place) not in _entries:
        makedirs(_parent(place), mode, True)
    mkdir(name, mode)


def rmdir(path, *, dir_fd=None):
    place = folder(path, path)[0]
    if place == "/":
        raise failure(errno.EBUSY, path)
    if _names_in(place):
        raise failure(errno.ENOTEMPTY, path)
    del _entries[place]


def removedirs(name):
    rmdir(name)
    place = _parent(resolved(name))
    while place != "/" and not _names_in(place):
        del _entries[place]
        place = _parent(place)


def remove(path, *, dir_fd=None):
    place, file = find(path, path)
    if file is None:
        raise failure(errno.EISDIR, path)
    del _entries[place]


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    try:
        old, file = find(src, src)
    except OSError as error:
        raise failure(error.errno, src, dst) from None
    new = resolved(dst)
    if new == old:
        return
    if new in _entries:
        if file is None:
            if _entries[new] is not None:
                raise failure(errno.ENOTDIR, src, dst)
            if _names_in(new):
                raise failure(errno.ENOTEMPTY, src, dst)
        elif _entries[new] is None:
            raise failure(errno.EISDIR, src, dst)
    else:
        try:
            _check_parent(new, dst)
        except OSError as error:
            raise failure(error.errno, src, dst) from None
    if file is None and new.startswith(old + "/"):
        raise failure(errno.EINVAL, src, dst)
    for path in [each for each in _entries if each == old or each.startswith(old + "/")]:
        _entries[new + path[len(old):]] = _entries.pop(path)


replace = rename


def renames(old, new):
    above = _parent(resolved(new))
    if above not in _entries:
        makedirs(above)
    rename(old, new)


def truncate(path, length):
    file = find(path, path)[1]
    if file is None:
        raise failure(errno.EISDIR, path)
    del file.data[length:]
    file.data.extend(bytes(length - len(file.data)))


def utime(path, times=None, **options):
    file = find(path, path)[1]
    if file is not None:
        file.changed = time.time() if times is None else times[1]


def chmod(path, mode, **options):
    file = find(path, path)[1]
    if file is not None:
        file.mode = 0o100000 | mode & 0o7777


def walk(top, topdown=True, onerror=None, followlinks=False):
    import os

    try:
        entries = scandir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    folders = [entry.name for entry in entries if entry.is_dir()]
    files = [entry.name for entry in entries if not entry.is_dir()]
    if topdown:
        yield top, folders, files
    for each in folders:
        yield from walk(os.path.join(top, each), topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


for _path, _content in _initial_files().items():
    _place = "/" + _path.strip("/")
    _above = _parent(_place)
    while _above not in _entries:
        _entries[_above] = None
        _above = _parent(_above)
    _entries[_place] = File(_content)
