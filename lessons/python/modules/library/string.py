whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


class Template:
    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        """Texts and (how, name, place) of what is to be filled in."""
        text, mark = self.template, self.delimiter
        at = 0
        while True:
            found = text.find(mark, at)
            if found < 0:
                yield text[at:]
                return
            yield text[at:found]
            at = found + len(mark)
            if text.startswith(mark, at):
                yield mark
                at += len(mark)
                continue
            braced = text[at : at + 1] == "{"
            begin = at + braced
            end = begin
            while end < len(text) and text[end].isascii() and (
                text[end] == "_" or text[end].isalpha() or (end > begin and text[end].isdigit())
            ):
                end += 1
            if end == begin or (braced and text[end : end + 1] != "}"):
                yield ("invalid", mark, found)
                continue
            at = end + braced
            yield ("braced" if braced else "named", text[begin:end], text[found:at])

    def _invalid(self, place):
        lines = self.template[: place + 1].splitlines(keepends=True)
        if not lines:
            column, line = 1, 1
        else:
            column, line = place + 1 - len("".join(lines[:-1])), len(lines)
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (line, column))

    def _filled(self, mapping, safe):
        parts = []
        for piece in self._pieces():
            if isinstance(piece, str):
                parts.append(piece)
            elif piece[0] == "invalid":
                if not safe:
                    self._invalid(piece[2])
                parts.append(piece[1])
            elif safe:
                parts.append(str(mapping[piece[1]]) if piece[1] in mapping else piece[2])
            else:
                parts.append(str(mapping[piece[1]]))
        return "".join(parts)

    def substitute(self, mapping={}, /, **kws):
        return self._filled({**mapping, **kws} if kws else mapping, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._filled({**mapping, **kws} if kws else mapping, True)

    def is_valid(self):
        return all(isinstance(piece, str) or piece[0] != "invalid" for piece in self._pieces())

    def get_identifiers(self):
        names = []
        for piece in self._pieces():
            if not isinstance(piece, str) and piece[0] != "invalid" and piece[1] not in names:
                names.append(piece[1])
        return names


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used, depth, auto=0):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        parts = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                parts.append(literal)
            if name is None:
                continue
            if name == "":
                if auto is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                name = str(auto)
                auto += 1
            elif name.isdigit():
                if auto:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto = False
            value, first = self.get_field(name, args, kwargs)
            used.add(first)
            value = self.convert_field(value, conversion)
            spec, auto = self._vformat(spec, args, kwargs, used, depth - 1, auto)
            parts.append(self.format_field(value, spec))
        return "".join(parts), auto

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion in ("s", "r", "a"):
            return {"s": str, "r": repr, "a": ascii}[conversion](value)
        raise ValueError("Unknown conversion specifier %s" % conversion)

    def parse(self, format_string):
        at = 0
        size = len(format_string)
        literal = ""
        while at < size:
            c = format_string[at]
            if c in "{}" and format_string[at + 1 : at + 2] == c:
                literal += c
                at += 2
            elif c == "}":
                raise ValueError("Single '}' encountered in format string")
            elif c == "{":
                depth = 1
                end = at + 1
                while end < size and depth:
                    depth += {"{": 1, "}": -1}.get(format_string[end], 0)
                    end += 1
                if depth:
                    raise ValueError("Single '{' encountered in format string")
                field = format_string[at + 1 : end - 1]
                name, _, spec = field.partition(":")
                conversion = None
                if "!" in name:
                    name, _, conversion = name.partition("!")
                yield literal, name, spec, conversion
                literal = ""
                at = end
            else:
                literal += c
                at += 1
        if literal:
            yield literal, None, None, None

    def get_field(self, field_name, args, kwargs):
        end = 0
        while end < len(field_name) and field_name[end] not in ".[":
            end += 1
        first = field_name[:end]
        if first.isdigit():
            first = int(first)
        value = self.get_value(first, args, kwargs)
        while end < len(field_name):
            if field_name[end] == ".":
                begin = end = end + 1
                while end < len(field_name) and field_name[end] not in ".[":
                    end += 1
                value = getattr(value, field_name[begin:end])
            else:
                close = field_name.index("]", end)
                key = field_name[end + 1 : close]
                value = value[int(key) if key.isdigit() else key]
                end = close + 1
        return value, first
