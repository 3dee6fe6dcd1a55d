"""Module configparser: settings in sections, with defaults and interpolation."""

import itertools
import re
from collections import ChainMap
from collections.abc import MutableMapping

DEFAULTSECT = "DEFAULT"
MAX_INTERPOLATION_DEPTH = 10
_UNSET = object()


class Error(Exception):
    def __init__(self, msg=""):
        self.message = msg
        Exception.__init__(self, msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    def __init__(self, section):
        Error.__init__(self, "No section: %r" % (section,))
        self.section = section
        self.args = (section,)


class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        message = "Section %r already exists" % section
        if source is not None:
            place = "While reading from %r" % source
            place += "" if lineno is None else " [line %2d]" % lineno
            message = "%s: section %r already exists" % (place, section)
        Error.__init__(self, message)
        self.section, self.source, self.lineno = section, source, lineno
        self.args = (section, source, lineno)


class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        message = "Option %r in section %r already exists" % (option, section)
        if source is not None:
            place = "While reading from %r" % source
            place += "" if lineno is None else " [line %2d]" % lineno
            message = "%s: option %r in section %r already exists" % (place, option, section)
        Error.__init__(self, message)
        self.section, self.option, self.source, self.lineno = section, option, source, lineno
        self.args = (section, option, source, lineno)


class NoOptionError(Error):
    def __init__(self, option, section):
        Error.__init__(self, "No option %r in section: %r" % (option, section))
        self.option, self.section = option, section
        self.args = (option, section)


class InterpolationError(Error):
    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option, self.section = option, section
        self.args = (option, section, msg)


class InterpolationMissingOptionError(InterpolationError):
    def __init__(self, option, section, rawval, reference):
        super().__init__(option, section, (
            "Bad value substitution: option {!r} in section {!r} contains an interpolation key {!r} "
            "which is not a valid option name. Raw value: {!r}"
        ).format(option, section, reference, rawval))
        self.reference = reference
        self.args = (option, section, rawval, reference)


class InterpolationSyntaxError(InterpolationError):
    pass


class InterpolationDepthError(InterpolationError):
    def __init__(self, option, section, rawval):
        super().__init__(option, section, (
            "Recursion limit exceeded in value substitution: option {!r} in section {!r} contains an "
            "interpolation key which cannot be substituted in {} steps. Raw value: {!r}"
        ).format(option, section, MAX_INTERPOLATION_DEPTH, rawval))
        self.args = (option, section, rawval)


class ParsingError(Error):
    def __init__(self, source=None, filename=None):
        self.source = source
        self.errors = []
        Error.__init__(self, "Source contains parsing errors: %r" % source)
        self.args = (source,)

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += "\n\t[line %2d]: %s" % (lineno, line)


class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, "File contains no section headers.\nfile: %r, line: %d\n%r" % (filename, lineno, line))
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)


class Interpolation:
    """Leaves values as they are."""

    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


class _Named(Interpolation):
    """Names of options, behind a sign."""

    def before_get(self, parser, section, option, value, defaults):
        return self._put_in(parser, option, value, section, defaults, 1)

    def before_set(self, parser, section, option, value):
        rest = self._key.sub("", value.replace(self._sign * 2, ""))
        if self._sign in rest:
            raise ValueError("invalid interpolation syntax in %r at position %d" % (value, rest.find(self._sign)))
        return value


class BasicInterpolation(_Named):
    """%(name)s stands for another option of the section or of the defaults."""

    _sign = "%"
    _key = re.compile(r"%\(([^)]+)\)s")

    def _put_in(self, parser, option, rest, section, map, depth):
        raw = parser.get(section, option, raw=True, fallback=rest)
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        out = []
        while rest:
            before, percent, rest = rest.partition("%")
            out.append(before)
            if not percent:
                break
            if rest.startswith("%"):
                out.append("%")
                rest = rest[1:]
            elif rest.startswith("("):
                found = self._key.match("%" + rest)
                if found is None:
                    raise InterpolationSyntaxError(
                        option, section, "bad interpolation variable reference %r" % ("%" + rest))
                name = parser.optionxform(found[1])
                rest = rest[found.end() - 1:]
                try:
                    value = map[name]
                except KeyError:
                    raise InterpolationMissingOptionError(option, section, raw, name) from None
                out.append(self._put_in(parser, option, value, section, map, depth + 1) if "%" in value else value)
            else:
                raise InterpolationSyntaxError(
                    option, section, "'%%' must be followed by '%%' or '(', found: %r" % ("%" + rest,))
        return "".join(out)


class ExtendedInterpolation(_Named):
    """${name} and ${section:name}."""

    _sign = "$"
    _key = re.compile(r"\$\{([^}]+)\}")

    def _put_in(self, parser, option, rest, section, map, depth):
        raw = parser.get(section, option, raw=True, fallback=rest)
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        out = []
        while rest:
            before, dollar, rest = rest.partition("$")
            out.append(before)
            if not dollar:
                break
            if rest.startswith("$"):
                out.append("$")
                rest = rest[1:]
                continue
            if not rest.startswith("{"):
                raise InterpolationSyntaxError(
                    option, section, "'$' must be followed by '$' or '{', found: %r" % ("$" + rest,))
            found = self._key.match("$" + rest)
            if found is None:
                raise InterpolationSyntaxError(
                    option, section, "bad interpolation variable reference %r" % ("$" + rest))
            path = found[1].split(":")
            rest = rest[found.end() - 1:]
            place, name = section, option
            try:
                if len(path) == 1:
                    name = parser.optionxform(path[0])
                    value = map[name]
                elif len(path) == 2:
                    place, name = path[0], parser.optionxform(path[1])
                    value = parser.get(place, name, raw=True)
                else:
                    raise InterpolationSyntaxError(option, section, "More than one ':' found: %r" % ("$" + rest,))
            except (KeyError, NoSectionError, NoOptionError):
                raise InterpolationMissingOptionError(option, section, raw, ":".join(path)) from None
            if "$" in value:
                inside = dict(parser.items(place, raw=True))
                value = self._put_in(parser, name, value, place, inside, depth + 1)
            out.append(value)
        return "".join(out)


class RawConfigParser(MutableMapping):
    BOOLEAN_STATES = {"1": True, "yes": True, "true": True, "on": True,
                      "0": False, "no": False, "false": False, "off": False}
    SECTCRE = re.compile(r"\[(?P<header>.+)\]")
    _DEFAULT_INTERPOLATION = Interpolation()

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, *, delimiters=("=", ":"),
                 comment_prefixes=("#", ";"), inline_comment_prefixes=None, strict=True,
                 empty_lines_in_values=True, default_section=DEFAULTSECT, interpolation=_UNSET,
                 converters=None):
        self._dict = dict_type
        self._sections = self._dict()
        self._defaults = self._dict()
        self._proxies = self._dict()
        self.default_section = default_section
        self._proxies[default_section] = SectionProxy(self, default_section)
        self._allow_no_value = allow_no_value
        self._delimiters = tuple(delimiters)
        self._comment_prefixes = tuple(comment_prefixes or ())
        self._inline_comment_prefixes = tuple(inline_comment_prefixes or ())
        self._strict = strict
        self._empty_lines_in_values = empty_lines_in_values
        self._interpolation = self._DEFAULT_INTERPOLATION if interpolation is _UNSET else interpolation
        if self._interpolation is None:
            self._interpolation = Interpolation()
        either = "|".join(re.escape(each) for each in self._delimiters)
        value = r"(?:\s*(?P<vi>%s)\s*(?P<value>.*))?$" if allow_no_value else r"\s*(?P<vi>%s)\s*(?P<value>.*)$"
        self._optcre = re.compile(r"(?P<option>.*?)" + value % either)
        self.converters = {"int": int, "float": float, "boolean": self._convert_to_boolean, **(converters or {})}
        for name in converters or ():
            setattr(self, "get" + name, lambda section, option, _of=name, **options: self._get_conv(
                section, option, self.converters[_of], **options))
        if defaults:
            self.read_dict({default_section: defaults})

    # Reading.

    def read(self, filenames, encoding=None):
        if isinstance(filenames, (str, bytes)) or hasattr(filenames, "__fspath__"):
            filenames = [filenames]
        done = []
        for filename in filenames:
            try:
                with open(filename, encoding=encoding) as file:
                    self._read(file, filename)
            except OSError:
                continue
            done.append(filename.__fspath__() if hasattr(filename, "__fspath__") else filename)
        return done

    def read_file(self, f, source=None):
        self._read(f, source or getattr(f, "name", "<???>"))

    def read_string(self, string, source="<string>"):
        self._read(string.splitlines(True), source)

    def read_dict(self, dictionary, source="<dict>"):
        added = set()
        for section, keys in dictionary.items():
            section = str(section)
            try:
                self.add_section(section)
            except (DuplicateSectionError, ValueError):
                if self._strict and section in added:
                    raise
            added.add(section)
            for key, value in keys.items():
                key = self.optionxform(str(key))
                if self._strict and (section, key) in added:
                    raise DuplicateOptionError(section, key, source)
                added.add((section, key))
                self.set(section, key, None if value is None else str(value))

    def _without_comment(self, line):
        cut = len(line)
        for prefix in self._inline_comment_prefixes:
            at = line.find(prefix)
            while at >= 0:
                if at == 0 or line[at - 1].isspace():
                    cut = min(cut, at)
                    break
                at = line.find(prefix, at + 1)
        if line.strip().startswith(self._comment_prefixes) and self._comment_prefixes:
            return "", True
        return line[:cut].strip(), cut < len(line)

    def _read(self, lines, source):
        added = set()
        section = option = None
        name = None
        indent = 0
        errors = None
        for number, line in enumerate(lines, 1):
            value, commented = self._without_comment(line)
            if not value:
                if self._empty_lines_in_values:
                    if not commented and section is not None and option and section[option] is not None:
                        section[option].append("")
                else:
                    indent = float("inf")
                continue
            depth = len(line) - len(line.lstrip())
            if section is not None and option and depth > indent:
                if section[option] is not None:
                    section[option].append(value)
                continue
            indent = depth
            header = self.SECTCRE.match(value)
            if header:
                name = header["header"]
                option = None
                if name in self._sections:
                    if self._strict and name in added:
                        raise DuplicateSectionError(name, source, number)
                    section = self._sections[name]
                    added.add(name)
                elif name == self.default_section:
                    section = self._defaults
                else:
                    section = self._sections[name] = self._dict()
                    self._proxies[name] = SectionProxy(self, name)
                    added.add(name)
            elif section is None:
                raise MissingSectionHeaderError(source, number, line)
            else:
                found = self._optcre.match(value)
                if not found or not found["option"]:
                    errors = errors or ParsingError(source)
                    errors.append(number, repr(line))
                    continue
                option = self.optionxform(found["option"].rstrip())
                if self._strict and (name, option) in added:
                    raise DuplicateOptionError(name, option, source, number)
                added.add((name, option))
                given = found["value"]
                section[option] = None if given is None else [given.strip()]
        self._join()
        if errors:
            raise errors

    def _join(self):
        for name, options in itertools.chain([(self.default_section, self._defaults)], self._sections.items()):
            for option, value in options.items():
                if isinstance(value, list):
                    value = "\n".join(value).rstrip()
                options[option] = self._interpolation.before_read(self, name, option, value)

    # Asking.

    def defaults(self):
        return self._defaults

    def sections(self):
        return list(self._sections)

    def add_section(self, section):
        if section == self.default_section:
            raise ValueError("Invalid section name: %r" % section)
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = self._dict()
        self._proxies[section] = SectionProxy(self, section)

    def has_section(self, section):
        return section in self._sections

    def options(self, section):
        if section not in self._sections:
            raise NoSectionError(section)
        return list({**self._sections[section], **self._defaults})

    def _all_of(self, section, variables):
        own = {}
        try:
            own = self._sections[section]
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section) from None
        given = {
            self.optionxform(key): None if value is None else str(value)
            for key, value in (variables or {}).items()
        }
        return ChainMap(given, own, self._defaults)

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        try:
            known = self._all_of(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        option = self.optionxform(option)
        try:
            value = known[option]
        except KeyError:
            if fallback is _UNSET:
                raise NoOptionError(option, section) from None
            return fallback
        if raw or value is None:
            return value
        return self._interpolation.before_get(self, section, option, value, known)

    def _get_conv(self, section, option, conversion, *, raw=False, vars=None, fallback=_UNSET):
        try:
            value = self.get(section, option, raw=raw, vars=vars)
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback
        return conversion(value)

    def getint(self, section, option, **options):
        return self._get_conv(section, option, int, **options)

    def getfloat(self, section, option, **options):
        return self._get_conv(section, option, float, **options)

    def getboolean(self, section, option, **options):
        return self._get_conv(section, option, self._convert_to_boolean, **options)

    def _convert_to_boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError("Not a boolean: %s" % value)
        return self.BOOLEAN_STATES[value.lower()]

    def items(self, section=_UNSET, raw=False, vars=None):
        if section is _UNSET:
            return super().items()
        known = dict(self._defaults)
        try:
            known.update(self._sections[section])
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section) from None
        names = list(known)
        for key, value in (vars or {}).items():
            known[self.optionxform(key)] = value
        if raw:
            return [(name, known[name]) for name in names]
        return [
            (name, self._interpolation.before_get(self, section, name, known[name], known))
            for name in names
        ]

    def optionxform(self, optionstr):
        return optionstr.lower()

    def has_option(self, section, option):
        if not section or section == self.default_section:
            return self.optionxform(option) in self._defaults
        if section not in self._sections:
            return False
        option = self.optionxform(option)
        return option in self._sections[section] or option in self._defaults

    # Changing.

    def set(self, section, option, value=None):
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        if not section or section == self.default_section:
            options = self._defaults
        elif section in self._sections:
            options = self._sections[section]
        else:
            raise NoSectionError(section)
        options[self.optionxform(option)] = value

    def remove_option(self, section, option):
        if not section or section == self.default_section:
            options = self._defaults
        elif section in self._sections:
            options = self._sections[section]
        else:
            raise NoSectionError(section)
        option = self.optionxform(option)
        existed = option in options
        options.pop(option, None)
        return existed

    def remove_section(self, section):
        existed = section in self._sections
        if existed:
            del self._sections[section]
            del self._proxies[section]
        return existed

    def write(self, fp, space_around_delimiters=True):
        delimiter = self._delimiters[0]
        if space_around_delimiters:
            delimiter = " %s " % delimiter
        if self._defaults:
            self._write_section(fp, self.default_section, self._defaults, delimiter)
        for section, options in self._sections.items():
            self._write_section(fp, section, options, delimiter)

    def _write_section(self, fp, section, options, delimiter):
        fp.write("[%s]\n" % section)
        for key, value in options.items():
            value = self._interpolation.before_write(self, section, key, value)
            if value is None and self._allow_no_value:
                fp.write("%s\n" % key)
            else:
                fp.write("%s%s\n" % (key, delimiter + str(value).replace("\n", "\n\t")))
        fp.write("\n")

    # A mapping of sections.

    def __getitem__(self, key):
        if key != self.default_section and not self.has_section(key):
            raise KeyError(key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        if key in self and self[key] is value:
            return
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError("Cannot remove the default section.")
        if not self.has_section(key):
            raise KeyError(key)
        self.remove_section(key)

    def __contains__(self, key):
        return key == self.default_section or self.has_section(key)

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        return itertools.chain((self.default_section,), self._sections)


class ConfigParser(RawConfigParser):
    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def set(self, section, option, value=None):
        if not isinstance(option, str):
            raise TypeError("option keys must be strings")
        if not isinstance(value, str) and not (self._allow_no_value and value is None):
            raise TypeError("option values must be strings")
        super().set(section, option, value)

    def add_section(self, section):
        if not isinstance(section, str):
            raise TypeError("section names must be strings")
        super().add_section(section)


class SectionProxy(MutableMapping):
    """A section of a parser, as a mapping."""

    def __init__(self, parser, name):
        self._parser = parser
        self._name = name

    def __repr__(self):
        return "<Section: {}>".format(self._name)

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        if not isinstance(value, str) and not (self._parser._allow_no_value and value is None):
            raise TypeError("option values must be strings")
        self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not (self._parser.has_option(self._name, key)
                and self._parser.remove_option(self._name, key)):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def __len__(self):
        return len(self._names())

    def __iter__(self):
        return iter(self._names())

    def _names(self):
        if self._name != self._parser.default_section:
            return self._parser.options(self._name)
        return list(self._parser.defaults())

    @property
    def parser(self):
        return self._parser

    @property
    def name(self):
        return self._name

    def get(self, option, fallback=None, *, raw=False, vars=None, **options):
        return self._parser.get(self._name, option, raw=raw, vars=vars, fallback=fallback, **options)

    def __getattr__(self, name):
        kind = name.removeprefix("get")
        if kind == name or kind not in self._parser.converters:
            raise AttributeError(name)
        convert = self._parser.converters[kind]

        def get(option, fallback=None, **options):
            return self._parser._get_conv(self._name, option, convert, fallback=fallback, **options)

        return get
