import _re

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge",
    "template", "escape", "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII",
    "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag",
]


class error(Exception):
    """A pattern that can't be compiled."""

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg, self.pattern, self.pos = msg, pattern, pos
        if pattern is not None and pos is not None:
            msg = "%s at position %d" % (msg, pos)
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = "%s (line %d, column %d)" % (msg, self.lineno, self.colno)
        else:
            self.lineno = self.colno = None
        super().__init__(msg)


class RegexFlag(int):
    _names = {
        2: "IGNORECASE", 4: "LOCALE", 8: "MULTILINE", 16: "DOTALL", 32: "UNICODE", 64: "VERBOSE",
        128: "DEBUG", 256: "ASCII",
    }

    @property
    def name(self):
        return "|".join(name for bit, name in self._names.items() if self & bit) or "NOFLAG"

    @property
    def value(self):
        return int(self)

    def __repr__(self):
        if not self:
            return "re.NOFLAG"
        shown = ["re." + name for bit, name in self._names.items() if int(self) & bit]
        rest = int(self) & ~510
        if rest:
            shown.append(hex(rest))
        return "|".join(shown)

    __str__ = __repr__

    def __or__(self, other):
        return RegexFlag(int(self) | int(other))

    def __and__(self, other):
        return RegexFlag(int(self) & int(other))

    def __xor__(self, other):
        return RegexFlag(int(self) ^ int(other))

    def __invert__(self):
        return RegexFlag(511 & ~int(self))

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


NOFLAG = RegexFlag(0)
A = ASCII = RegexFlag(256)
I = IGNORECASE = RegexFlag(2)
L = LOCALE = RegexFlag(4)
M = MULTILINE = RegexFlag(8)
S = DOTALL = RegexFlag(16)
U = UNICODE = RegexFlag(32)
X = VERBOSE = RegexFlag(64)
DEBUG = RegexFlag(128)
T = TEMPLATE = RegexFlag(1)

_end = 1 << 60


class Match:
    __dotted__ = "re.Match"
    __slots__ = ("string", "re", "pos", "endpos", "lastindex", "_spans")
    __module__ = "re"

    def _group(self, key):
        if isinstance(key, int):
            index = int(key)
        else:
            index = self.re.groupindex.get(key, -1) if isinstance(key, str) else _index(key)
        if not 0 <= index <= self.re.groups:
            raise IndexError("no such group")
        return index

    def _text(self, index, default=None):
        begin = self._spans[2 * index]
        if begin < 0:
            return default
        return self.string[begin : self._spans[2 * index + 1]]

    def group(self, *keys):
        if not keys:
            return self._text(0)
        if len(keys) == 1:
            return self._text(self._group(keys[0]))
        return tuple([self._text(self._group(key)) for key in keys])

    def __getitem__(self, key):
        return self._text(self._group(key))

    def groups(self, default=None):
        return tuple([self._text(i, default) for i in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        return {name: self._text(i, default) for name, i in self.re.groupindex.items()}

    def start(self, group=0, /):
        return self._spans[2 * self._group(group)]

    def end(self, group=0, /):
        return self._spans[2 * self._group(group) + 1]

    def span(self, group=0, /):
        index = self._group(group)
        return self._spans[2 * index], self._spans[2 * index + 1]

    def expand(self, template):
        return _expanded(_parsed_template(self.re, template), self)

    @property
    def lastgroup(self):
        for name, index in self.re.groupindex.items():
            if index == self.lastindex:
                return name
        return None

    @property
    def regs(self):
        return tuple((self._spans[i], self._spans[i + 1]) for i in range(0, len(self._spans), 2))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return "<re.Match object; span=%r, match=%r>" % (self.span(), self.group())


def _index(key):
    if hasattr(type(key), "__index__"):
        return type(key).__index__(key)
    return -1


class Pattern:
    __dotted__ = "re.Pattern"
    __slots__ = ("pattern", "flags", "groups", "groupindex", "_code", "_templates", "__weakref__")
    __module__ = "re"

    def _made(self, string, pos, endpos, found):
        made = Match.__new__(Match)
        made.string, made.re = string, self
        made.pos, made.endpos = pos, endpos
        made._spans, made.lastindex = found
        return made

    def _match(self, string, pos, endpos, mode):
        found = _re.match(self._code, string, pos, endpos, mode)
        if found is None:
            return None
        length = len(string)
        return self._made(string, min(max(pos, 0), length), min(max(endpos, 0), length), found)

    def match(self, string, pos=0, endpos=_end):
        return self._match(string, pos, endpos, 0)

    def search(self, string, pos=0, endpos=_end):
        return self._match(string, pos, endpos, 1)

    def fullmatch(self, string, pos=0, endpos=_end):
        return self._match(string, pos, endpos, 2)

    def finditer(self, string, pos=0, endpos=_end):
        matches = _re.scan(self._code, string, pos, endpos, 0)
        return self._iterate(matches, string, pos, endpos)

    def _iterate(self, matches, string, pos, endpos):
        length = len(string)
        pos, endpos = min(max(pos, 0), length), min(max(endpos, 0), length)
        for found in matches:
            yield self._made(string, pos, endpos, found)

    def findall(self, string, pos=0, endpos=_end):
        result = []
        groups = self.groups
        nothing = string[:0]
        for spans, _ in _re.scan(self._code, string, pos, endpos, 0):
            if groups == 0:
                result.append(string[spans[0] : spans[1]])
            elif groups == 1:
                result.append(string[spans[2] : spans[3]] if spans[2] >= 0 else nothing)
            else:
                result.append(tuple([
                    string[spans[i] : spans[i + 1]] if spans[i] >= 0 else nothing
                    for i in range(2, len(spans), 2)
                ]))
        return result

    def split(self, string, maxsplit=0):
        parts = []
        last = 0
        for spans, _ in _re.scan(self._code, string, 0, _end, maxsplit) if maxsplit >= 0 else ():
            parts.append(string[last : spans[0]])
            for i in range(2, len(spans), 2):
                parts.append(string[spans[i] : spans[i + 1]] if spans[i] >= 0 else None)
            last = spans[1]
        parts.append(string[last:])
        return parts

    def sub(self, repl, string, count=0):
        return self._subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        return self._subn(repl, string, count)

    def _subn(self, repl, string, count):
        call = callable(repl)
        pieces = None
        if not call:
            pieces = _parsed_template(self, repl)
            if len(pieces) == 1 and not isinstance(pieces[0], int):
                pieces = pieces[0]
        parts = []
        last = 0
        found = _re.scan(self._code, string, 0, _end, count) if count >= 0 else ()
        length = len(string)
        for each in found:
            spans = each[0]
            parts.append(string[last : spans[0]])
            if call:
                text = repl(self._made(string, 0, length, each))
                if text is not None:
                    parts.append(text)
            elif type(pieces) is list:
                parts.append(_expanded(pieces, self._made(string, 0, length, each)))
            else:
                parts.append(pieces)
            last = spans[1]
        if not found:
            return string, 0
        parts.append(string[last:])
        return string[:0].join(parts), len(found)

    def scanner(self, string, pos=0, endpos=_end):
        return _Scanner(self, string, pos, endpos)

    def __repr__(self):
        flags = int(self.flags)
        if isinstance(self.pattern, str):
            flags &= ~32
        shown = repr(self.pattern)
        if len(shown) > 200:
            shown = shown[:200]
        return "re.compile(%s%s)" % (shown, ", %r" % RegexFlag(flags) if flags else "")

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (self.pattern, self.flags, type(self.pattern)) == (other.pattern, other.flags, type(other.pattern))

    def __hash__(self):
        return hash((self.pattern, int(self.flags)))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)


class _Scanner:
    def __init__(self, pattern, string, pos, endpos):
        self.pattern = pattern
        self._matches = pattern.finditer(string, pos, endpos)

    def search(self):
        return next(self._matches, None)


# Templates of sub(): texts and numbers of groups.

_plain_escapes = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\"}


def _parsed_template(pattern, template):
    kept = pattern._templates.get(template)
    if kept is not None and type(kept[1]) is type(template):
        return kept[0]
    if isinstance(template, str):
        pieces = _parse_template(pattern, template)
    elif isinstance(template, (bytes, bytearray)):
        pieces = [
            each if isinstance(each, int) else each.encode("latin-1")
            for each in _parse_template(pattern, bytes(template).decode("latin-1"))
        ]
    else:
        raise TypeError("decoding to str: need a bytes-like object, %s found" % type(template).__name__)
    if len(pattern._templates) > 50:
        pattern._templates.clear()
    pattern._templates[template] = (pieces, template)
    return pieces


def _parse_template(pattern, text):
    pieces = []
    literal = ""
    at = 0
    size = len(text)

    def group(name, place):
        if name.isdecimal() and name.isascii():
            number = int(name)
        elif name.isidentifier():
            if name not in pattern.groupindex:
                raise IndexError("unknown group name %r" % name)
            return pattern.groupindex[name]
        else:
            raise error("bad character in group name %r" % name, text, place)
        if number > pattern.groups:
            raise error("invalid group reference %d" % number, text, place)
        return number

    while at < size:
        found = text.find("\\", at)
        if found < 0:
            literal += text[at:]
            break
        literal += text[at:found]
        at = found + 1
        if at >= size:
            raise error("bad escape (end of pattern)", text, found)
        c = text[at]
        at += 1
        if c == "g":
            if text[at : at + 1] != "<":
                raise error("missing <", text, at)
            close = text.find(">", at)
            if close < 0:
                if at + 1 == size:
                    raise error("missing group name", text, at + 1)
                raise error("missing >, unterminated name", text, at + 1)
            if close == at + 1:
                raise error("missing group name", text, at + 1)
            number = group(text[at + 1 : close], at + 1)
            at = close + 1
        elif c == "0":
            digits = ""
            while len(digits) < 2 and text[at : at + 1] and text[at] in "01234567":
                digits += text[at]
                at += 1
            literal += chr(int("0" + digits, 8))
            continue
        elif c in "123456789":
            digits = c
            if text[at : at + 1].isdigit() and text[at].isascii():
                three = text[at - 1 : at + 2]
                if len(three) == 3 and all(each in "01234567" for each in three):
                    if int(three, 8) > 0o377:
                        raise error("octal escape value \\%s outside of range 0-0o377" % three, text, found)
                    literal += chr(int(three, 8))
                    at += 2
                    continue
                digits += text[at]
                at += 1
            if int(digits) > pattern.groups:
                raise error("invalid group reference %d" % int(digits), text, found + 1)
            number = int(digits)
        elif c in _plain_escapes:
            literal += _plain_escapes[c]
            continue
        elif c.isascii() and c.isalpha():
            raise error("bad escape \\%s" % c, text, found)
        else:
            literal += "\\" + c
            continue
        if literal:
            pieces.append(literal)
            literal = ""
        pieces.append(number)
    if literal or not pieces:
        pieces.append(literal)
    return pieces


def _expanded(pieces, found):
    nothing = found.string[:0]
    return nothing.join([
        found._text(each, nothing) if isinstance(each, int) else each for each in pieces
    ])


# The functions.

_cache = {}
_most_kept = 512


def _compile(pattern, flags):
    if isinstance(flags, RegexFlag):
        flags = int(flags)
    try:
        return _cache[type(pattern), pattern, flags]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if isinstance(pattern, str):
        if flags & 4:
            raise ValueError("cannot use LOCALE flag with a str pattern")
        if flags & 256 and flags & 32:
            raise ValueError("ASCII and UNICODE flags are incompatible")
    elif isinstance(pattern, (bytes, bytearray)) and flags & 32:
        raise ValueError("cannot use UNICODE flag with a bytes pattern")
    result = _re.compile(pattern, flags)
    if len(result) == 2:
        raise error(result[0], pattern, result[1])
    made = Pattern.__new__(Pattern)
    made.pattern = pattern
    made._templates = {}
    made._code, made.flags, made.groups, made.groupindex = result
    if len(_cache) >= _most_kept:
        del _cache[next(iter(_cache))]
    _cache[type(pattern), pattern, flags] = made
    return made


def compile(pattern, flags=0):
    return _compile(pattern, flags)


def template(pattern, flags=0):
    return _compile(pattern, flags)


def match(pattern, string, flags=0):
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return _compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return _compile(pattern, flags).finditer(string)


def purge():
    _cache.clear()


_special = {ord(c): "\\" + c for c in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return str(pattern, "latin-1").translate(_special).encode("latin-1")
