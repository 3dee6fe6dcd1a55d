import sys

_to_logging = None
filters = []
_shown = set()
_kinds = ("error", "ignore", "always", "default", "module", "once")


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
        self.file, self.line, self.source = file, line, source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return "{message : %r, category : %r, filename : %r, lineno : %s, line : %r}" % (
            self.message, self._category_name, self.filename, self.lineno, self.line)


def formatwarning(message, category, filename, lineno, line=None):
    text = "%s:%s: %s: %s\n" % (filename, lineno, category.__name__, message)
    if line is None:
        import linecache

        line = linecache.getline(filename, lineno)
    if line and line.strip():
        text += "  %s\n" % line.strip()
    return text


def _formatted(message):
    # As the program's own formatwarning says, if it has one.
    text = formatwarning(message.message, message.category, message.filename, message.lineno, message.line)
    if message.source is not None:
        text += "%s: Enable tracemalloc to get the object allocation traceback\n" % message.category.__name__
    return text


def showwarning(message, category, filename, lineno, file=None, line=None):
    _show_text(WarningMessage(message, category, filename, lineno, file, line))


_own_showwarning = showwarning


def _show_text(message):
    if _to_logging is not None:
        _to_logging.warning("%s", _formatted(message))
        return
    file = sys.stderr if message.file is None else message.file
    if file is not None:
        file.write(_formatted(message))


def _showwarnmsg(message):
    if showwarning is not _own_showwarning:
        showwarning(message.message, message.category, message.filename, message.lineno, message.file,
                    message.line)
    else:
        _show_text(message)


def _add(item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _shown.clear()


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    if action not in _kinds:
        raise AssertionError("invalid action: %r" % (action,))
    _add((action, message or None, category, module or None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    if action not in _kinds:
        raise AssertionError("invalid action: %r" % (action,))
    _add((action, None, category, None, lineno), append)


def resetwarnings():
    filters.clear()
    _shown.clear()


def _matches(pattern, text):
    import re

    return pattern is None or re.compile(pattern, re.I).match(text) is not None


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = message.__class__
    category = category or UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError("category must be a Warning subclass, not '%s'" % type(category).__name__)
    frame = sys._getframe(1)
    for _ in range(stacklevel - 1):
        if frame.f_back is None:
            frame = None
            break
        frame = frame.f_back
    if frame is None:
        filename, lineno, module, registry = "sys", 1, "sys", {}
    else:
        filename, lineno = frame.f_code.co_filename, frame.f_lineno
        module = frame.f_globals.get("__name__", "<string>")
        registry = frame.f_globals.setdefault("__warningregistry__", {})
    warn_explicit(message, category, filename, lineno, module, registry, None, source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None,
                  source=None):
    if module is None:
        module = filename[:-3] if filename.endswith(".py") else filename or "<unknown>"
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    action = None
    for kind, pattern, wanted, where, line in filters:
        if (issubclass(category, wanted) and _matches(pattern, text) and _matches(where, module)
                and line in (0, lineno)):
            action = kind
            break
    if action is None:
        action = "default"
    if action == "ignore":
        return
    if action == "error":
        raise message
    key = {
        "default": (text, category, filename, lineno),
        "module": (text, category, filename),
        "once": (text, category),
    }.get(action)
    if key is not None:
        if key in _shown:
            return
        _shown.add(key)
    _showwarnmsg(WarningMessage(message, category, filename, lineno, source=source))


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        return "catch_warnings(%s)" % ("record=True" if self._record else "")

    def __enter__(self):
        if self._entered:
            raise RuntimeError("Cannot enter %r twice" % self)
        global _showwarnmsg, showwarning
        self._entered = True
        self._before = filters[:], _showwarnmsg, showwarning, set(_shown)
        _shown.clear()
        if self._filter is not None:
            simplefilter(*self._filter)
        if self._record:
            log = []
            _showwarnmsg = log.append
            showwarning = _own_showwarning
            return log
        return None

    def __exit__(self, *details):
        global _showwarnmsg, showwarning
        if not self._entered:
            raise RuntimeError("Cannot exit %r without entering first" % self)
        filters[:], _showwarnmsg, showwarning, before = self._before
        _shown.clear()
        _shown.update(before)


filters.extend([
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
])
