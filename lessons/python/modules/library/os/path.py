import os

__all__ = (
    "normcase", "isabs", "join", "splitdrive", "split", "splitext", "basename", "dirname", "commonprefix",
    "getsize", "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile",
    "expanduser", "expandvars", "normpath", "abspath", "realpath", "relpath", "commonpath", "samefile",
)

curdir, pardir, extsep, sep, pathsep, altsep, devnull = ".", "..", ".", "/", ":", None, "/dev/null"


def normcase(s):
    return os.fspath(s)


def isabs(s):
    return os.fsdecode(s).startswith("/")


def join(a, *p):
    path = os.fspath(a)
    slash = b"/" if isinstance(path, bytes) else "/"
    for each in map(os.fspath, p):
        if type(each) is not type(path):
            raise TypeError("Can't mix strings and bytes in path components")
        if each.startswith(slash):
            path = each
        elif not path or path.endswith(slash):
            path += each
        else:
            path += slash + each
    return path


def split(p):
    p = os.fspath(p)
    at = p.rfind("/") + 1
    head, tail = p[:at], p[at:]
    if head and head != "/" * len(head):
        head = head.rstrip("/")
    return head, tail


def splitdrive(p):
    return "", os.fspath(p)


def splitext(p):
    p = os.fspath(p)
    start = p.rfind("/") + 1
    dot = p.rfind(".")
    if dot > start and p[start:dot].strip("."):
        return p[:dot], p[dot:]
    return p, ""


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def commonprefix(m):
    if not m:
        return ""
    low, high = min(m), max(m)
    for index, each in enumerate(low):
        if each != high[index]:
            return low[:index]
    return low


def normpath(path):
    path = os.fspath(path)
    if not path:
        return "."
    slashes = "//" if path.startswith("//") and not path.startswith("///") else "/" if path.startswith("/") else ""
    parts = []
    for part in path.split("/"):
        if part == ".." and (parts and parts[-1] != ".." or slashes and not parts):
            if parts:
                parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return slashes + "/".join(parts) or "."


def abspath(path):
    path = os.fspath(path)
    return normpath(path if path.startswith("/") else join(os.getcwd(), path))


def realpath(filename, *, strict=False):
    if strict:
        os.stat(filename)
    return abspath(filename)


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    here = [part for part in abspath(start or ".").split("/") if part]
    there = [part for part in abspath(path).split("/") if part]
    shared = len(commonprefix([here, there]))
    return "/".join([".."] * (len(here) - shared) + there[shared:]) or "."


def commonpath(paths):
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    paths = [os.fspath(path) for path in paths]
    if len({path.startswith("/") for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    parts = [[part for part in path.split("/") if part not in ("", ".")] for path in paths]
    return ("/" if paths[0].startswith("/") else "") + "/".join(commonprefix(parts))


def expanduser(path):
    path = os.fspath(path)
    return "/home/learner" + path[1:] if path == "~" or path.startswith("~/") else path


def expandvars(path):
    import re

    path = os.fspath(path)
    return re.sub(r"\$(\w+|\{[^}]*\})", lambda m: os.environ.get(m[1].strip("{}"), m[0]), path)


def _exists_as(path, kinds):
    try:
        return os._files.kind_of(path) in kinds
    except (OSError, ValueError):
        return False


def exists(path):
    return _exists_as(path, ("file", "folder"))


lexists = exists


def isfile(path):
    return _exists_as(path, ("file",))


def isdir(s):
    return _exists_as(s, ("folder",))


def islink(path):
    return False


def ismount(path):
    return abspath(path) == "/"


def getsize(filename):
    return os.stat(filename).st_size


def getmtime(filename):
    return os.stat(filename).st_mtime


getatime = getctime = getmtime


def samefile(f1, f2):
    os.stat(f1), os.stat(f2)
    return abspath(f1) == abspath(f2)
