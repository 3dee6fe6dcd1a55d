import sys

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact,
                  sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
            underscore_numbers=False):
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._repr(object, set(), 1)


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)


class _Key:
    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            return (str(type(self.value)), id(self.value)) < (str(type(other.value)), id(other.value))


def _recursion(thing):
    return "<Recursion on %s with id=%s>" % (type(thing).__name__, id(thing))


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        if int(indent) < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not int(width):
            raise ValueError("width must be != 0")
        self._indent, self._width, self._depth = int(indent), int(width), depth
        self._stream = sys.stdout if stream is None else stream
        self._compact, self._sort_dicts = bool(compact), sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        self._stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        out = []
        self._write(object, out, 0, 0, set(), 0)
        return "".join(out)

    def isrecursive(self, object):
        return "<Recursion on" in self._repr(object, set(), 0)

    def isreadable(self, object):
        shown = self._repr(object, set(), 0)
        return "<" not in shown

    # On one line.

    def format(self, object, context, maxlevels, level):
        return self._repr(object, set(context), level), True, False

    def _repr(self, thing, seen, level):
        kind = type(thing)
        shown = kind.__repr__
        if kind is int or isinstance(thing, int) and shown is int.__repr__:
            return "%s" % format(thing, "_d") if self._underscore_numbers else repr(thing)
        container = (
            shown is dict.__repr__ or shown is list.__repr__ or shown is tuple.__repr__
        )
        if not container or isinstance(thing, (str, bytes)):
            return repr(thing)
        if not thing:
            return repr(thing)
        if self._depth is not None and level >= self._depth:
            return {dict: "{...}", list: "[...]"}.get(
                dict if shown is dict.__repr__ else list if shown is list.__repr__ else tuple, "(...)")
        if id(thing) in seen:
            return _recursion(thing)
        seen = seen | {id(thing)}
        level += 1
        if shown is dict.__repr__:
            items = self._items(thing)
            return "{%s}" % ", ".join(
                "%s: %s" % (self._repr(key, seen, level), self._repr(value, seen, level)) for key, value in items)
        parts = [self._repr(each, seen, level) for each in thing]
        if shown is list.__repr__:
            return "[%s]" % ", ".join(parts)
        return "(%s,)" % parts[0] if len(parts) == 1 else "(%s)" % ", ".join(parts)

    def _items(self, thing):
        if not self._sort_dicts:
            return list(thing.items())
        return sorted(thing.items(), key=lambda item: (_Key(item[0]), _Key(item[1])))

    # Over several lines.

    def _write(self, thing, out, indent, allowance, seen, level):
        if id(thing) in seen:
            out.append(_recursion(thing))
            return
        text = self._repr(thing, seen, level)
        if len(text) <= self._width - indent - allowance:
            out.append(text)
            return
        writer = self._writer(thing)
        if writer is None:
            out.append(text)
            return
        if self._depth is not None and level >= self._depth:
            out.append(text)
            return
        seen.add(id(thing))
        writer(thing, out, indent, allowance, seen, level + 1)
        seen.discard(id(thing))

    def _writer(self, thing):
        shown = type(thing).__repr__
        if shown is dict.__repr__:
            return self._write_dict
        if shown is list.__repr__:
            return self._write_list
        if shown is tuple.__repr__:
            return self._write_tuple
        if shown in (set.__repr__, frozenset.__repr__):
            return self._write_set
        if shown is str.__repr__:
            return self._write_str
        if hasattr(thing, "__dataclass_fields__") and not isinstance(thing, type) \
                and getattr(shown, "__wrapped__", None) is not None:
            return self._write_dataclass
        name = type(thing).__name__
        if name == "SimpleNamespace":
            return self._write_namespace
        if name in ("OrderedDict", "defaultdict", "Counter", "deque") and type(thing).__module__ == "collections":
            return getattr(self, "_write_" + name.lower())
        return None

    def _write_dict(self, thing, out, indent, allowance, seen, level):
        out.append("{" + (self._indent - 1) * " ")
        if thing:
            self._write_pairs(self._items(thing), out, indent, allowance + 1, seen, level)
        out.append("}")

    def _write_pairs(self, items, out, indent, allowance, seen, level):
        indent += self._indent
        for i, (key, value) in enumerate(items):
            last = i == len(items) - 1
            shown = self._repr(key, seen, level)
            out.append(shown + ": ")
            self._write(value, out, indent + len(shown) + 2, allowance if last else 1, seen, level)
            if not last:
                out.append(",\n" + " " * indent)

    def _write_list(self, thing, out, indent, allowance, seen, level):
        out.append("[")
        self._write_items(thing, out, indent, allowance + 1, seen, level)
        out.append("]")

    def _write_tuple(self, thing, out, indent, allowance, seen, level):
        end = ",)" if len(thing) == 1 else ")"
        out.append("(")
        self._write_items(thing, out, indent, allowance + len(end), seen, level)
        out.append(end)

    def _write_set(self, thing, out, indent, allowance, seen, level):
        if not thing:
            out.append(repr(thing))
            return
        kind = type(thing)
        if kind is set:
            begin, end = "{", "}"
        else:
            begin, end = kind.__name__ + "({", "})"
            indent += len(kind.__name__) + 1
        out.append(begin)
        self._write_items(sorted(thing, key=_Key), out, indent, allowance + len(end), seen, level)
        out.append(end)

    def _write_items(self, items, out, indent, allowance, seen, level):
        indent += self._indent
        if self._indent > 1:
            out.append((self._indent - 1) * " ")
        items = list(items)
        separator = ",\n" + " " * indent
        width = room = self._width - indent + 1
        between = ""
        for i, each in enumerate(items):
            last = i == len(items) - 1
            if last:
                room -= allowance
                width -= allowance
            if self._compact:
                shown = self._repr(each, seen, level)
                size = len(shown) + 2
                if width < size:
                    width = room
                    if between:
                        between = separator
                if width >= size:
                    width -= size
                    out.append(between)
                    between = ", "
                    out.append(shown)
                    continue
            out.append(between)
            between = separator
            self._write(each, out, indent, allowance if last else 1, seen, level)

    def _write_str(self, thing, out, indent, allowance, seen, level):
        if not thing:
            out.append(repr(thing))
            return
        import re

        lines = thing.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        room = self._width - indent
        chunks = []
        for i, line in enumerate(lines):
            shown = repr(line)
            limit = room - allowance if i == len(lines) - 1 else room
            if len(shown) <= limit:
                chunks.append(shown)
                continue
            parts = re.findall(r"\S*\s*", line)
            parts.pop()
            current = ""
            for j, part in enumerate(parts):
                candidate = current + part
                most = room - allowance if j == len(parts) - 1 and i == len(lines) - 1 else room
                if len(repr(candidate)) > most:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            out.append(shown)
            return
        if level == 1:
            out.append("(")
        out.append(("\n" + " " * indent).join(chunks))
        if level == 1:
            out.append(")")

    def _write_fields(self, name, fields, out, indent, allowance, seen, level):
        indent += len(name) + 1
        out.append(name + "(")
        for i, (key, value) in enumerate(fields):
            last = i == len(fields) - 1
            out.append(key + "=")
            if id(value) in seen:
                out.append("...")
            else:
                self._write(value, out, indent + len(key) + 1, allowance if last else 1, seen, level)
            if not last:
                out.append(",\n" + " " * indent)
        out.append(")")

    def _write_dataclass(self, thing, out, indent, allowance, seen, level):
        fields = [(each.name, getattr(thing, each.name)) for each in thing.__dataclass_fields__.values() if each.repr]
        self._write_fields(type(thing).__name__, fields, out, indent, allowance, seen, level)

    def _write_namespace(self, thing, out, indent, allowance, seen, level):
        self._write_fields("namespace", list(thing.__dict__.items()), out, indent, allowance, seen, level)

    def _write_ordereddict(self, thing, out, indent, allowance, seen, level):
        name = type(thing).__name__
        out.append(name + "(")
        self._write_list(list(thing.items()), out, indent + len(name) + 1, allowance + 1, seen, level)
        out.append(")")

    def _write_defaultdict(self, thing, out, indent, allowance, seen, level):
        factory = self._repr(thing.default_factory, seen, level)
        indent += len(type(thing).__name__) + 1
        out.append("%s(%s,\n%s" % (type(thing).__name__, factory, " " * indent))
        self._write_dict(thing, out, indent, allowance + 1, seen, level)
        out.append(")")

    def _write_counter(self, thing, out, indent, allowance, seen, level):
        name = type(thing).__name__
        out.append(name + "({" + (self._indent - 1) * " ")
        self._write_pairs(thing.most_common(), out, indent + len(name) + 1, allowance + 2, seen, level)
        out.append("})")

    def _write_deque(self, thing, out, indent, allowance, seen, level):
        name = type(thing).__name__
        out.append(name + "([")
        indent += len(name) + 1
        if thing.maxlen is None:
            self._write_items(thing, out, indent, allowance + 2, seen, level)
            out.append("])")
        else:
            self._write_items(thing, out, indent, 2, seen, level)
            out.append("],\n%smaxlen=%s)" % (" " * indent, self._repr(thing.maxlen, seen, level)))
