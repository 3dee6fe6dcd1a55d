import linecache
import sys
from _traceback import carets as _carets
from _traceback import only as _only
from _traceback import place as _place

_cause_message = "\nThe above exception was the direct cause of the following exception:\n\n"
_context_message = "\nDuring handling of the above exception, another exception occurred:\n\n"
_repeated_shown = 3


class FrameSummary:
    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line", "locals")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None,
                 end_lineno=None, colno=None, end_colno=None):
        self.filename, self.lineno, self.name = filename, lineno, name
        self._line = line
        if lookup_line:
            self.line
        self.locals = {key: repr(value) for key, value in locals.items()} if locals else None
        self.end_lineno, self.colno, self.end_colno = end_lineno, colno, end_colno

    @property
    def line(self):
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line.strip()

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __getitem__(self, at):
        return (self.filename, self.lineno, self.name, self.line)[at]

    def __len__(self):
        return 4

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return tuple(self) == tuple(other) and self.locals == other.locals
        if isinstance(other, tuple):
            return tuple(self) == other
        return NotImplemented

    def __repr__(self):
        return "<FrameSummary file %s, line %s in %s>" % (self.filename, self.lineno, self.name)


class StackSummary(list):
    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        return cls._of_places(
            ((frame, (lineno, None, None, None)) for frame, lineno in frame_gen), limit, lookup_lines,
            capture_locals)

    @classmethod
    def _of_places(cls, places, limit, lookup_lines=True, capture_locals=False):
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            if limit is not None and limit < 0:
                limit = 0
        places = list(places)
        if limit is not None:
            places = places[:limit] if limit >= 0 else places[limit:]
        made = cls()
        for frame, (lineno, end_lineno, colno, end_colno) in places:
            code = frame.f_code
            made.append(FrameSummary(
                code.co_filename, lineno, code.co_name, lookup_line=lookup_lines,
                locals=frame.f_locals if capture_locals else None, end_lineno=end_lineno, colno=colno,
                end_colno=end_colno))
        return made

    @classmethod
    def from_list(cls, a_list):
        made = cls()
        for each in a_list:
            if not isinstance(each, FrameSummary):
                filename, lineno, name, line = each
                each = FrameSummary(filename, lineno, name, line=line)
            made.append(each)
        return made

    def format_frame_summary(self, frame_summary):
        lines = ['  File "%s", line %s, in %s\n'
                 % (frame_summary.filename, frame_summary.lineno, frame_summary.name)]
        if frame_summary.line:
            lines.append("    %s\n" % frame_summary.line)
            if frame_summary.colno is not None and frame_summary.lineno is not None:
                marks = _carets(frame_summary._line.rstrip("\n"), frame_summary.lineno,
                                frame_summary.colno, frame_summary.end_lineno, frame_summary.end_colno)
                if marks:
                    lines.append("    %s\n" % marks)
        if frame_summary.locals:
            for name, value in sorted(frame_summary.locals.items()):
                lines.append("    %s = %s\n" % (name, value))
        return "".join(lines)

    def format(self):
        lines = []
        last = None
        count = 0

        def close():
            if count > _repeated_shown:
                more = count - _repeated_shown
                lines.append("  [Previous line repeated %d more time%s]\n" % (more, "" if more == 1 else "s"))

        for each in self:
            shown = self.format_frame_summary(each)
            if shown is None:
                continue
            key = (each.filename, each.lineno, each.name)
            if key != last:
                close()
                last = key
                count = 0
            count += 1
            if count <= _repeated_shown:
                lines.append(shown)
        close()
        return lines


def walk_stack(f):
    if f is None:
        f = sys._getframe(2)
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _tb_places(tb):
    while tb is not None:
        yield tb.tb_frame, _place(tb)
        tb = tb.tb_next


def extract_tb(tb, limit=None):
    return StackSummary._of_places(_tb_places(tb), limit)


def extract_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe(1)
    frames = list(walk_stack(f))
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
    if limit is not None:
        frames = frames[:limit] if limit >= 0 else frames[limit:]
    made = StackSummary.extract(frames)
    made.reverse()
    return made


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    for line in format_list(extracted_list):
        print(line, file=sys.stderr if file is None else file, end="")


class _Context:
    def __init__(self):
        self.depth = 0
        self.need_close = False

    def indent(self):
        return " " * (2 * self.depth)

    def emit(self, text, margin=None):
        if margin is None:
            margin = "|"
        prefix = self.indent()
        if self.depth:
            prefix += margin + " "
        if isinstance(text, str):
            yield "".join(prefix + line if line.strip("\n") or self.depth else line
                          for line in text.splitlines(True))
        else:
            for each in text:
                yield "".join(prefix + line for line in each.splitlines(True))


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True,
                 capture_locals=False, compact=False, max_group_width=15, max_group_depth=10, _seen=None):
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        self.max_group_width, self.max_group_depth = max_group_width, max_group_depth
        self.stack = StackSummary._of_places(_tb_places(exc_traceback), limit, lookup_lines, capture_locals)
        self.exc_type = exc_type
        self._str = _text(exc_value)
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self._only = _only(exc_value).splitlines(True) if exc_value is not None else ["NoneType: None\n"]
        if exc_type is not None and issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            self.lineno = None if exc_value.lineno is None else str(exc_value.lineno)
            self.end_lineno = None if exc_value.end_lineno is None else str(exc_value.end_lineno)
            self.text, self.offset = exc_value.text, exc_value.offset
            self.end_offset, self.msg = exc_value.end_offset, exc_value.msg
        rest = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals,
                    max_group_width=max_group_width, max_group_depth=max_group_depth, _seen=seen)

        def of(error):
            if error is None or id(error) in seen:
                return None
            return TracebackException(type(error), error, error.__traceback__, **rest)

        self.__suppress_context__ = exc_value is not None and exc_value.__suppress_context__
        self.__cause__ = of(exc_value.__cause__) if exc_value is not None else None
        self.__context__ = None
        if exc_value is not None and not (compact and self.__cause__ is not None):
            self.__context__ = of(exc_value.__context__)
        self.exceptions = None
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [
                TracebackException(type(each), each, each.__traceback__, **rest) for each in exc_value.exceptions
            ]

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self):
        yield from self._only

    def format(self, *, chain=True, _ctx=None):
        context = _Context() if _ctx is None else _ctx
        if chain:
            if self.__cause__ is not None:
                yield from self.__cause__.format(chain=chain, _ctx=context)
                yield from context.emit(_cause_message)
            elif self.__context__ is not None and not self.__suppress_context__:
                yield from self.__context__.format(chain=chain, _ctx=context)
                yield from context.emit(_context_message)
        if self.exceptions is None:
            if self.stack:
                yield from context.emit("Traceback (most recent call last):\n")
                yield from context.emit(self.stack.format())
            yield from context.emit(self.format_exception_only())
        elif context.depth > self.max_group_depth:
            yield from context.emit("... (max_group_depth is %d)\n" % self.max_group_depth)
        else:
            yield from self._format_group(chain, context)

    def _format_group(self, chain, context):
        top = context.depth == 0
        if top:
            context.depth += 1
        if self.stack:
            yield from context.emit("Exception Group Traceback (most recent call last):\n",
                                    margin="+" if top else None)
            yield from context.emit(self.stack.format())
        yield from context.emit(self.format_exception_only())
        count = len(self.exceptions)
        shown = count if count <= self.max_group_width else self.max_group_width + 1
        context.need_close = False
        for i in range(shown):
            last = i == shown - 1
            if last:
                context.need_close = True
            truncated = i >= self.max_group_width
            title = "..." if truncated else str(i + 1)
            yield (context.indent() + ("+-" if i == 0 else "  ")
                   + "+---------------- %s ----------------\n" % title)
            context.depth += 1
            if truncated:
                more = count - self.max_group_width
                yield from context.emit("and %d more exception%s\n" % (more, "" if more == 1 else "s"))
            else:
                yield from self.exceptions[i].format(chain=chain, _ctx=context)
            if last and context.need_close:
                yield context.indent() + "+------------------------------------\n"
                context.need_close = False
            context.depth -= 1
        if top:
            context.depth = 0

    def print(self, *, file=None, chain=True):
        for line in self.format(chain=chain):
            print(line, file=sys.stderr if file is None else file, end="")


def _text(value):
    try:
        return str(value)
    except Exception:
        return "<exception str() failed>"


_given = object()


def _parse(exc, value, tb):
    if value is _given and tb is _given:
        if exc is None:
            return None, None
        if isinstance(exc, BaseException):
            return exc, exc.__traceback__
        raise TypeError("Exception expected for value, %s found" % type(exc).__name__)
    if value is _given or tb is _given:
        raise ValueError("Both or neither of value and tb must be given")
    return value, tb


def format_exception(exc, /, value=_given, tb=_given, limit=None, chain=True):
    value, tb = _parse(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain))


def print_exception(exc, /, value=_given, tb=_given, limit=None, file=None, chain=True):
    text = "".join(format_exception(exc, *_parse(exc, value, tb), limit=limit, chain=chain))
    print(text, file=sys.stderr if file is None else file, end="")


def format_exception_only(exc, /, value=_given):
    if value is _given:
        value = exc
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only())


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exc_info()[1], limit=limit, file=file, chain=chain)


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    print_list(extract_tb(tb, limit), file)


def format_stack(f=None, limit=None):
    return format_list(extract_stack(sys._getframe(1) if f is None else f, limit))


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(sys._getframe(1) if f is None else f, limit), file)


def clear_frames(tb):
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except (RuntimeError, AttributeError):
            pass
        tb = tb.tb_next
