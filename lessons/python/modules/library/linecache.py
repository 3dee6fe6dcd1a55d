from _traceback import source_line as _source_line


cache = {}  # file name -> (size, time, lines, full name), of files that are none


def getline(filename, lineno, module_globals=None):
    """That line of a program's file, with its line break; "" if there is none."""
    if filename in cache:
        lines = cache[filename][2]
        return lines[lineno - 1] if 0 < lineno <= len(lines) else ""
    line = _source_line(filename, lineno)
    return "" if line is None else line + "\n"


def getlines(filename, module_globals=None):
    if filename in cache:
        return cache[filename][2]
    lines = []
    while True:
        line = _source_line(filename, len(lines) + 1)
        if line is None:
            return lines
        lines.append(line + "\n")


def checkcache(filename=None):
    pass


def clearcache():
    cache.clear()


def lazycache(filename, module_globals):
    return False


def updatecache(filename, module_globals=None):
    return getlines(filename, module_globals)
