# Names of files that match a pattern.

import fnmatch as _fnmatch
import os as _os
import re as _re

_magic = _re.compile(r"[*?[]")


def has_magic(s):
    return _magic.search(s) is not None


def escape(pathname):
    return _re.sub(r"([*?[])", r"[\1]", pathname)


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    pathname = _os.fspath(pathname)
    base = "" if root_dir is None else _os.fspath(root_dir)
    found = _found(base, pathname, recursive, include_hidden)
    return (path for path in found if path)


def _found(base, pathname, recursive, hidden):
    folder, name = _os.path.split(pathname)
    if not has_magic(pathname):
        if _os.path.lexists(_os.path.join(base, pathname)) if name else _os.path.isdir(_os.path.join(base, folder)):
            yield pathname
        return
    if not folder:
        folders = [""]
    elif folder != pathname and has_magic(folder):
        folders = _found(base, folder, recursive, hidden)
    else:
        folders = [folder]
    for one in folders:
        for match in _names(_os.path.join(base, one), name, recursive, hidden):
            yield _os.path.join(one, match)


def _names(folder, pattern, recursive, hidden):
    folder = folder or "."
    if not _os.path.isdir(folder):
        return
    if recursive and pattern == "**":
        yield ""
        yield from _everything(folder, hidden)
    elif has_magic(pattern):
        for name in _os.listdir(folder):
            if _fnmatch.fnmatchcase(name, pattern) and (hidden or pattern.startswith(".") or not name.startswith(".")):
                yield name
    elif not pattern or _os.path.lexists(_os.path.join(folder, pattern)):
        yield pattern


def _everything(folder, hidden):
    for name in _os.listdir(folder):
        if name.startswith(".") and not hidden:
            continue
        yield name
        inner = _os.path.join(folder, name)
        if _os.path.isdir(inner):
            for more in _everything(inner, hidden):
                yield _os.path.join(name, more)
