from _traceback import source_line as _source_line


def getline(filename, lineno, module_globals=None):
    """That line of a program's file, with its line break; "" if there is none."""
    line = _source_line(filename, lineno)
    return "" if line is None else line + "\n"


def getlines(filename, module_globals=None):
    lines = []
    while True:
        line = _source_line(filename, len(lines) + 1)
        if line is None:
            return lines
        lines.append(line + "\n")


def checkcache(filename=None):
    pass


def clearcache():
    pass


def lazycache(filename, module_globals):
    return False


def updatecache(filename, module_globals=None):
    return getlines(filename, module_globals)
