# Whole files and folders: copied, moved, removed.

import collections as _collections
import fnmatch as _fnmatch
import os as _os


class Error(OSError):
    pass


class SameFileError(Error):
    """A file would be copied onto itself."""


_ntuple_diskusage = _collections.namedtuple("usage", "total used free")
_terminal_size = _collections.namedtuple("terminal_size", "columns lines")


def copyfileobj(fsrc, fdst, length=0):
    while True:
        data = fsrc.read(length or 65536)
        if not data:
            return
        fdst.write(data)


def copyfile(src, dst, *, follow_symlinks=True):
    if _os.path.exists(dst) and _os.path.samefile(src, dst):
        raise SameFileError("%r and %r are the same file" % (src, dst))
    with open(src, "rb") as source, open(dst, "wb") as target:
        copyfileobj(source, target)
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    _os.chmod(dst, _os.stat(src).st_mode & 0o7777)


def copystat(src, dst, *, follow_symlinks=True):
    found = _os.stat(src)
    _os.utime(dst, (found.st_atime, found.st_mtime))
    copymode(src, dst)


def _into(src, dst):
    return _os.path.join(dst, _os.path.basename(src)) if _os.path.isdir(dst) else dst


def copy(src, dst, *, follow_symlinks=True):
    dst = _into(src, dst)
    copyfile(src, dst)
    copymode(src, dst)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    dst = _into(src, dst)
    copyfile(src, dst)
    copystat(src, dst)
    return dst


def ignore_patterns(*patterns):
    def ignored(path, names):
        return {name for pattern in patterns for name in _fnmatch.filter(names, pattern)}

    return ignored


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False):
    names = _os.listdir(src)
    left_out = ignore(_os.fspath(src), names) if ignore is not None else ()
    _os.makedirs(dst, exist_ok=dirs_exist_ok)
    for name in names:
        if name in left_out:
            continue
        source, target = _os.path.join(src, name), _os.path.join(dst, name)
        if _os.path.isdir(source):
            copytree(source, target, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
        else:
            copy_function(source, target)
    copystat(src, dst)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, dir_fd=None):
    import sys

    def failed(function, where):
        if ignore_errors:
            return
        if onerror is None:
            raise
        onerror(function, where, sys.exc_info())

    try:
        names = _os.listdir(path)
    except OSError:
        failed(_os.scandir, path)
        return
    for name in names:
        inner = _os.path.join(path, name)
        if _os.path.isdir(inner):
            rmtree(inner, ignore_errors, onerror)
        else:
            try:
                _os.remove(inner)
            except OSError:
                failed(_os.unlink, inner)
    try:
        _os.rmdir(path)
    except OSError:
        failed(_os.rmdir, path)


def move(src, dst, copy_function=copy2):
    target = _into(_os.fspath(src).rstrip("/"), dst)
    if target is not dst and _os.path.exists(target):
        raise Error("Destination path '%s' already exists" % target)
    _os.rename(src, target)
    return target


def disk_usage(path):
    _os.stat(path)
    return _ntuple_diskusage(64 << 30, 16 << 30, 48 << 30)


def get_terminal_size(fallback=(80, 24)):
    def number(name):
        text = _os.environ.get(name, "")
        return int(text) if text.isdigit() else 0

    return _terminal_size(number("COLUMNS") or fallback[0], number("LINES") or fallback[1])


def which(cmd, mode=1, path=None):
    return None
