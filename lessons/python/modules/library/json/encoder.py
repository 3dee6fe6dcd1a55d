_escapes = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
for _number in range(32):
    _escapes.setdefault(chr(_number), "\\u%04x" % _number)
_table = {ord(key): value for key, value in _escapes.items()}


def encode_basestring(s):
    return '"%s"' % s.translate(_table)


def encode_basestring_ascii(s):
    text = s.translate(_table)
    if text.isascii():
        return '"%s"' % text
    parts = []
    for c in text:
        code = ord(c)
        if code <= 0x7F:
            parts.append(c)
        elif code < 0x10000:
            parts.append("\\u%04x" % code)
        else:
            code -= 0x10000
            parts.append("\\u%04x\\u%04x" % (0xD800 | code >> 10, 0xDC00 | code & 0x3FF))
    return '"%s"' % "".join(parts)


class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
                 sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys, self.ensure_ascii, self.check_circular = skipkeys, ensure_ascii, check_circular
        self.allow_nan, self.sort_keys, self.indent = allow_nan, sort_keys, indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError("Object of type %s is not JSON serializable" % o.__class__.__name__)

    def encode(self, o):
        return "".join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        out = []
        _Writer(self, out).write(o, 0)
        return iter(out)


class _Writer:
    def __init__(self, encoder, out):
        self.encoder, self.out = encoder, out
        self.text = encode_basestring_ascii if encoder.ensure_ascii else encode_basestring
        self.open = set()
        indent = encoder.indent
        self.indent = indent if indent is None or isinstance(indent, str) else " " * indent

    def number(self, value):
        if value != value:
            shown = "NaN"
        elif value == float("inf"):
            shown = "Infinity"
        elif value == -float("inf"):
            shown = "-Infinity"
        else:
            return float.__repr__(value)
        if not self.encoder.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant")
        return shown

    def simple(self, value):
        if value is None:
            return "null"
        if value is True:
            return "true"
        if value is False:
            return "false"
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, int):
            return int.__repr__(value)
        if isinstance(value, float):
            return self.number(value)
        return None

    def key(self, key):
        if isinstance(key, str):
            return key
        if key is None or isinstance(key, (int, float)):
            return self.simple(key)
        if self.encoder.skipkeys:
            return None
        raise TypeError("keys must be str, int, float, bool or None, not %s" % key.__class__.__name__)

    def write(self, value, level):
        shown = self.simple(value)
        if shown is not None:
            self.out.append(shown)
            return
        if self.encoder.check_circular:
            if id(value) in self.open:
                raise ValueError("Circular reference detected")
            self.open.add(id(value))
        if isinstance(value, (list, tuple)):
            self.items(value, level + 1)
        elif isinstance(value, dict):
            self.pairs(value, level + 1)
        else:
            self.write(self.encoder.default(value), level)
        self.open.discard(id(value))

    def items(self, value, level):
        out = self.out
        if not value:
            out.append("[]")
            return
        separator = self.encoder.item_separator
        line = ""
        if self.indent is not None:
            line = "\n" + self.indent * level
            separator += line
        out.append("[" + line)
        first = True
        for each in value:
            if not first:
                out.append(separator)
            first = False
            self.write(each, level)
        if self.indent is not None:
            out.append("\n" + self.indent * (level - 1))
        out.append("]")

    def pairs(self, value, level):
        out = self.out
        if not value:
            out.append("{}")
            return
        separator = self.encoder.item_separator
        line = ""
        if self.indent is not None:
            line = "\n" + self.indent * level
            separator += line
        out.append("{" + line)
        first = True
        items = value.items()
        if self.encoder.sort_keys:
            items = sorted(items)
        for key, each in items:
            key = self.key(key)
            if key is None:
                continue
            if not first:
                out.append(separator)
            first = False
            out.append(self.text(key))
            out.append(self.encoder.key_separator)
            self.write(each, level)
        if self.indent is not None:
            out.append("\n" + self.indent * (level - 1))
        out.append("}")
