# Command lines: what a program is called with, and the help that explains it.

import os as _os
import re as _re
import sys as _sys
import textwrap as _textwrap

SUPPRESS = "==SUPPRESS=="
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"
PARSER = "A..."
REMAINDER = "..."

_WIDTH = 78
_HELP_COLUMN = 24
_NEGATIVE_NUMBER = _re.compile(r"^-\d+$|^-\d*\.\d+$")


class ArgumentError(Exception):
    """A value that its argument does not take."""

    def __init__(self, argument, message):
        self.argument_name = None if argument is None else _name_of(argument)
        self.message = message

    def __str__(self):
        if self.argument_name is None:
            return self.message
        return "argument %s: %s" % (self.argument_name, self.message)


class ArgumentTypeError(Exception):
    """Raised by a `type` function whose message is to be shown."""


def _name_of(argument):
    if argument.option_strings:
        return "/".join(argument.option_strings)
    if argument.metavar not in (None, SUPPRESS):
        return argument.metavar
    if argument.dest not in (None, SUPPRESS):
        return argument.dest
    return "{" + ",".join(argument.choices) + "}" if argument.choices else None


class _Shown:
    """Objects whose repr is a call with their attributes."""

    def _shown(self):
        return list(self.__dict__.items())

    def __repr__(self):
        parts, odd = [], {}
        for name, value in self._shown():
            if name.isidentifier():
                parts.append("%s=%r" % (name, value))
            else:
                odd[name] = value
        if odd:
            parts.append("**%r" % odd)
        return "%s(%s)" % (type(self).__name__, ", ".join(parts))


class Namespace(_Shown):
    """What parse_args() returns: an attribute for each argument."""

    def __init__(self, **attributes):
        for name, value in attributes.items():
            setattr(self, name, value)

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__


class Action(_Shown):
    """What an argument does with its values."""

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar

    def _shown(self):
        names = "option_strings dest nargs const default type choices required help metavar".split()
        return [(name, getattr(self, name)) for name in names]

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")


class BooleanOptionalAction(Action):
    """--name and --no-name."""

    def __init__(self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        both = []
        for option in option_strings:
            both.append(option)
            if option.startswith("--"):
                both.append("--no-" + option[2:])
        super().__init__(both, dest, 0, None, default, type, choices, required, help, metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest, not option_string.startswith("--no-"))

    def format_usage(self):
        return " | ".join(self.option_strings)


class _StoreAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, **more):
        if nargs == 0:
            raise ValueError("nargs for store actions must be != 0; if you have nothing to store, actions such as store true or store const may be more appropriate")
        if const is not None and nargs != OPTIONAL:
            raise ValueError("nargs must be %r to supply const" % OPTIONAL)
        super().__init__(option_strings, dest, nargs, const, **more)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, 0, const, default, None, None, required, help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings, dest, True, default, required, help)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings, dest, False, default, required, help)


def _items_of(namespace, dest):
    items = getattr(namespace, dest, None)
    return [] if items is None else items[:]


class _AppendAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, **more):
        if nargs == 0:
            raise ValueError("nargs for append actions must be != 0; if arg strings are not supplying the value to append, the append const action may be more appropriate")
        if const is not None and nargs != OPTIONAL:
            raise ValueError("nargs must be %r to supply const" % OPTIONAL)
        super().__init__(option_strings, dest, nargs, const, **more)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _items_of(namespace, self.dest) + [values])


class _ExtendAction(_AppendAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _items_of(namespace, self.dest) + list(values))


class _AppendConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, 0, const, default, None, None, required, help, metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _items_of(namespace, self.dest) + [self.const])


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super().__init__(option_strings, dest, 0, None, default, None, None, required, help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings, dest, 0, None, default, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help="show program's version number and exit"):
        super().__init__(option_strings, dest, 0, None, default, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        version = parser.version if self.version is None else self.version
        formatter = parser._get_formatter()
        formatter.add_text(version)
        parser._print_message(formatter.format_help(), _sys.stdout)
        parser.exit()


class _SubParsersAction(Action):
    class _Choice(Action):
        def __init__(self, name, aliases, help):
            shown = name + (" (%s)" % ", ".join(aliases) if aliases else "")
            super().__init__([], name, help=help, metavar=shown)

    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog_prefix = prog
        self._parser_class = parser_class
        self._name_parser_map = {}
        self._choices_actions = []
        super().__init__(option_strings, dest, PARSER, choices=self._name_parser_map, required=required, help=help, metavar=metavar)

    def add_parser(self, name, *, aliases=(), **more):
        if more.get("prog") is None:
            more["prog"] = "%s %s" % (self._prog_prefix, name)
        for one in (name, *aliases):
            if one in self._name_parser_map:
                kind = "subparser" if one == name else "subparser alias"
                raise ArgumentError(self, "conflicting %s: %s" % (kind, one))
        if "help" in more:
            self._choices_actions.append(self._Choice(name, aliases, more.pop("help")))
        parser = self._parser_class(**more)
        for one in (name, *aliases):
            self._name_parser_map[one] = parser
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name, rest = values[0], values[1:]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        if name not in self._name_parser_map:
            raise ArgumentError(self, "unknown parser %r (choices: %s)" % (name, ", ".join(self._name_parser_map)))
        inner, unknown = self._name_parser_map[name].parse_known_args(rest, None)
        for key, value in vars(inner).items():
            setattr(namespace, key, value)
        if unknown:
            vars(namespace).setdefault("_unrecognized_args", []).extend(unknown)


class FileType:
    """A `type` that opens the file of that name; "-" is a standard stream."""

    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode, self._bufsize, self._encoding, self._errors = mode, bufsize, encoding, errors

    def __call__(self, name):
        if name == "-":
            return _sys.stdin if "r" in self._mode else _sys.stdout
        try:
            return open(name, self._mode, self._bufsize, self._encoding, self._errors)
        except OSError as error:
            raise ArgumentTypeError("can't open '%s': %s" % (name, error)) from None


class HelpFormatter:
    """Lays out usage and help; its methods are private, but for the names of the classes."""

    def __init__(self, prog, indent_increment=2, max_help_position=_HELP_COLUMN, width=None):
        self._prog = prog
        self._step = indent_increment
        self._width = _WIDTH if width is None else width
        self._most = min(max_help_position, max(self._width - 20, indent_increment * 2))
        self._indent = 0
        self._longest = 0
        self._root = self._section = _Section(None, None)

    def start_section(self, heading):
        self._indent += self._step
        section = _Section(self._section, heading)
        self._section.items.append((section.format, (self,)))
        self._section = section

    def end_section(self):
        self._section = self._section.parent
        self._indent -= self._step

    def add_text(self, text):
        if text is not SUPPRESS and text is not None:
            self._section.items.append((self._format_text, (text,)))

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._section.items.append((self._format_usage, (usage, actions, groups, prefix)))

    def add_argument(self, action):
        if action.help is SUPPRESS:
            return
        lengths = [len(self._format_action_invocation(action)) + self._indent]
        for sub in self._subactions(action):
            lengths.append(len(self._format_action_invocation(sub)) + self._indent + self._step)
        self._longest = max(self._longest, *lengths)
        self._section.items.append((self._format_action, (action,)))

    def add_arguments(self, actions):
        for action in actions:
            self.add_argument(action)

    def format_help(self):
        text = self._root.format(self)
        if not text:
            return ""
        return _re.sub(r"\n\n\n+", "\n\n", text).strip("\n") + "\n"

    @staticmethod
    def _subactions(action):
        return getattr(action, "_choices_actions", ())

    def _format_text(self, text):
        if "%(prog)" in text:
            text = text % {"prog": self._prog}
        width = max(self._width - self._indent, 11)
        return self._fill_text(text, width, " " * self._indent) + "\n\n"

    def _fill_text(self, text, width, indent):
        text = " ".join(text.split())
        return _textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent)

    def _split_lines(self, text, width):
        return _textwrap.wrap(" ".join(text.split()), width)

    def _format_usage(self, usage, actions, groups, prefix):
        prefix = "usage: " if prefix is None else prefix
        if usage is not None:
            return "%s%s\n\n" % (prefix, usage % {"prog": self._prog})
        options = self._usage_parts([action for action in actions if action.option_strings], groups)
        positionals = self._usage_parts([action for action in actions if not action.option_strings], groups)
        line = " ".join([self._prog, *options, *positionals])
        room = max(self._width - self._indent, 11)
        if len(prefix) + len(line) > room:
            line = "\n".join(self._wrapped_usage(options, positionals, prefix, room))
        return "%s%s\n\n" % (prefix, line)

    def _wrapped_usage(self, options, positionals, prefix, room):
        def lines_of(parts, indent, first=None):
            lines, line = [], []
            length = len(indent if first is None else first) - 1
            for part in parts:
                if length + 1 + len(part) > room and line:
                    lines.append(indent + " ".join(line))
                    line, length = [], len(indent) - 1
                line.append(part)
                length += len(part) + 1
            if line:
                lines.append(indent + " ".join(line))
            if first is not None:
                lines[0] = lines[0][len(indent) :]
            return lines

        if len(prefix) + len(self._prog) <= 0.75 * room:
            indent = " " * (len(prefix) + len(self._prog) + 1)
            if options:
                return lines_of([self._prog, *options], indent, prefix) + lines_of(positionals, indent)
            if positionals:
                return lines_of([self._prog, *positionals], indent, prefix)
            return [self._prog]
        indent = " " * len(prefix)
        lines = lines_of(options + positionals, indent)
        if len(lines) > 1:
            lines = lines_of(options, indent) + lines_of(positionals, indent)
        return [self._prog, *lines]

    def _usage_parts(self, actions, groups):
        parts = []
        index = 0
        while index < len(actions):
            group = self._group_at(actions, index, groups)
            if group is None:
                part = self._usage_of(actions[index], True)
                if part:
                    parts.append(part)
                index += 1
                continue
            inner = [self._usage_of(action, False) for action in group._group_actions]
            text = " | ".join(part for part in inner if part)
            if not group.required:
                text = "[%s]" % text
            elif text.count(" | "):
                text = "(%s)" % text
            parts.append(text)
            index += len(group._group_actions)
        return parts

    @staticmethod
    def _group_at(actions, index, groups):
        for group in groups:
            size = len(group._group_actions)
            if size and actions[index : index + size] == group._group_actions:
                if not all(action.help is SUPPRESS for action in group._group_actions):
                    return group
        return None

    def _usage_of(self, action, bracketed):
        if action.help is SUPPRESS:
            return None
        if not action.option_strings:
            text = self._format_args(action, self._default_metavar(action))
            if not bracketed and text.startswith("[") and text.endswith("]"):
                text = text[1:-1]
            return text
        if action.nargs == 0:
            text = action.format_usage()
        else:
            text = "%s %s" % (action.option_strings[0], self._format_args(action, self._default_metavar(action)))
        return text if action.required or not bracketed else "[%s]" % text

    def _default_metavar(self, action):
        if action.option_strings:
            return self._get_default_metavar_for_optional(action)
        return self._get_default_metavar_for_positional(action)

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest

    def _metavars(self, action, default, count):
        if action.metavar is not None:
            found = action.metavar
        elif action.choices is not None:
            found = "{%s}" % ",".join(str(choice) for choice in action.choices)
        else:
            found = default
        return found if isinstance(found, tuple) else (found,) * count

    def _format_args(self, action, default):
        nargs = action.nargs
        if nargs is None:
            return "%s" % self._metavars(action, default, 1)
        if nargs == OPTIONAL:
            return "[%s]" % self._metavars(action, default, 1)
        if nargs == ZERO_OR_MORE:
            names = self._metavars(action, default, 1)
            return "[%s [%s ...]]" % names if len(names) == 2 else "[%s ...]" % names
        if nargs == ONE_OR_MORE:
            return "%s [%s ...]" % self._metavars(action, default, 2)
        if nargs == REMAINDER:
            return "..."
        if nargs == PARSER:
            return "%s ..." % self._metavars(action, default, 1)
        if nargs == SUPPRESS:
            return ""
        if not isinstance(nargs, int):
            raise ValueError("invalid nargs value")
        return " ".join("%s" % name for name in self._metavars(action, default, nargs)[:nargs])

    def _format_action_invocation(self, action):
        if not action.option_strings:
            return "%s" % self._metavars(action, self._get_default_metavar_for_positional(action), 1)[0]
        if action.nargs == 0:
            return ", ".join(action.option_strings)
        values = self._format_args(action, self._get_default_metavar_for_optional(action))
        return ", ".join("%s %s" % (option, values) for option in action.option_strings)

    def _format_action(self, action):
        column = min(self._longest + 2, self._most)
        room = max(self._width - column, 11)
        left = column - self._indent - 2
        header = self._format_action_invocation(action)
        parts = []
        has_help = action.help and action.help.strip()
        if not has_help:
            parts.append("%*s%s\n" % (self._indent, "", header))
        elif len(header) <= left:
            parts.append("%*s%-*s  " % (self._indent, "", left, header))
        else:
            parts.append("%*s%s\n" % (self._indent, "", header))
        if has_help:
            first = 0 if len(header) <= left else column
            lines = self._split_lines(self._expand_help(action), room)
            if lines:
                parts.append("%*s%s\n" % (first, "", lines[0]))
                parts.extend("%*s%s\n" % (column, "", line) for line in lines[1:])
        elif not parts[-1].endswith("\n"):
            parts.append("\n")
        self._indent += self._step
        for sub in self._subactions(action):
            parts.append(self._format_action(sub))
        self._indent -= self._step
        return "".join(parts)

    def _expand_help(self, action):
        values = {"prog": self._prog}
        for name, value in vars(action).items():
            if value is not SUPPRESS:
                values[name] = getattr(value, "__name__", value)
        if values.get("choices") is not None:
            values["choices"] = ", ".join(str(choice) for choice in values["choices"])
        return self._get_help_string(action) % values

    def _get_help_string(self, action):
        return action.help


class _Section:
    def __init__(self, parent, heading):
        self.parent = parent
        self.heading = heading
        self.items = []

    def format(self, formatter):
        if self.parent is not None:
            formatter._indent += formatter._step
        text = "".join(part for part in (function(*arguments) for function, arguments in self.items) if part and part is not SUPPRESS)
        if self.parent is not None:
            formatter._indent -= formatter._step
        if not text:
            return ""
        heading = ""
        if self.heading is not SUPPRESS and self.heading is not None:
            heading = "%*s%s:\n" % (formatter._indent, "", self.heading)
        return "\n%s%s\n" % (heading, text)


class RawDescriptionHelpFormatter(HelpFormatter):
    """Descriptions keep their lines."""

    def _fill_text(self, text, width, indent):
        return "".join(indent + line for line in text.splitlines(keepends=True))


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """All texts keep their lines."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Help says what the default is."""

    def _get_help_string(self, action):
        text = "" if action.help is None else action.help
        if "%(default)" not in text and action.default is not SUPPRESS:
            if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
                text += " (default: %(default)s)"
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    """Values are called after their types."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    _get_default_metavar_for_positional = _get_default_metavar_for_optional


_ACTIONS = {
    None: _StoreAction,
    "store": _StoreAction,
    "store_const": _StoreConstAction,
    "store_true": _StoreTrueAction,
    "store_false": _StoreFalseAction,
    "append": _AppendAction,
    "append_const": _AppendConstAction,
    "count": _CountAction,
    "help": _HelpAction,
    "version": _VersionAction,
    "extend": _ExtendAction,
    "parsers": _SubParsersAction,
}


class _Container:
    """Where arguments can be added: a parser or a group of one."""

    def _init_container(self, root, prefix_chars, argument_default, conflict_handler="error"):
        self._root = root
        self.prefix_chars = prefix_chars
        self.argument_default = argument_default
        self.conflict_handler = conflict_handler

    def register(self, registry, key, value):
        self._root._registries[registry][key] = value

    def set_defaults(self, **defaults):
        self._root._defaults.update(defaults)
        for action in self._root._actions:
            if action.dest in defaults:
                action.default = defaults[action.dest]

    def get_default(self, dest):
        for action in self._root._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._root._defaults.get(dest)

    def add_argument(self, *names, **more):
        if not names or len(names) == 1 and names[0][0] not in self.prefix_chars:
            if names and "dest" in more:
                raise ValueError("dest supplied twice for positional argument")
            more = self._positional(*names, **more)
        else:
            more = self._optional(names, more)
        if "default" not in more:
            if more["dest"] in self._root._defaults:
                more["default"] = self._root._defaults[more["dest"]]
            elif self.argument_default is not None:
                more["default"] = self.argument_default
        kind = more.pop("action", None)
        make = self._root._registries["action"].get(kind, kind)
        if not callable(make):
            raise ValueError('unknown action "%s"' % (make,))
        action = make(**more)
        function = self._root._registries["type"].get(action.type, action.type)
        if function is not None and not callable(function):
            raise ValueError("%r is not callable" % (function,))
        try:
            self._root._get_formatter()._format_args(action, None)
        except TypeError:
            raise ValueError("length of metavar tuple does not match nargs") from None
        return self._add_action(action)

    def _positional(self, dest=None, **more):
        if dest is None:
            dest = more.pop("dest")
        if "required" in more:
            raise TypeError("'required' is an invalid argument for positionals")
        if more.get("nargs") not in (OPTIONAL, ZERO_OR_MORE):
            more["required"] = True
        if more.get("nargs") == ZERO_OR_MORE and "default" not in more:
            more["required"] = True
        return {**more, "dest": dest, "option_strings": []}

    def _optional(self, names, more):
        for name in names:
            if name[0] not in self.prefix_chars:
                raise ValueError("invalid option string %r: must start with a character %r" % (name, self.prefix_chars))
        dest = more.pop("dest", None)
        if dest is None:
            long = [name for name in names if len(name) > 1 and name[1] in self.prefix_chars]
            dest = (long or names)[0].lstrip(self.prefix_chars)
            if not dest:
                raise ValueError("dest= is required for options like %r" % (names[0],))
            dest = dest.replace("-", "_")
        return {**more, "dest": dest, "option_strings": list(names)}

    def _add_action(self, action):
        root = self._root
        taken = [(name, root._options[name]) for name in action.option_strings if name in root._options]
        if taken and self.conflict_handler == "resolve":
            for name, other in taken:
                other.option_strings.remove(name)
                del root._options[name]
                if not other.option_strings:
                    root._drop(other)
        elif taken:
            word = "string" if len(taken) == 1 else "strings"
            raise ArgumentError(action, "conflicting option %s: %s" % (word, ", ".join(name for name, _ in taken)))
        root._actions.append(action)
        for name in action.option_strings:
            root._options[name] = action
            if _NEGATIVE_NUMBER.match(name):
                root._numbers_are_options = True
        self._keep(action)
        return action

    def add_argument_group(self, *arguments, **more):
        group = _ArgumentGroup(self, *arguments, **more)
        self._root._groups.append(group)
        return group

    def add_mutually_exclusive_group(self, *, required=False):
        group = _ExclusiveGroup(self, required)
        self._root._exclusive.append(group)
        return group


class _ArgumentGroup(_Container):
    def __init__(self, container, title=None, description=None, **more):
        self._init_container(
            container._root,
            more.get("prefix_chars", container.prefix_chars),
            more.get("argument_default", container.argument_default),
            more.get("conflict_handler", container.conflict_handler),
        )
        self.title = title
        self.description = description
        self._group_actions = []

    def _keep(self, action):
        self._group_actions.append(action)


class _ExclusiveGroup(_Container):
    def __init__(self, container, required):
        self._init_container(container._root, container.prefix_chars, container.argument_default, container.conflict_handler)
        self.required = required
        self._outer = container
        self._group_actions = []

    def _keep(self, action):
        if action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        self._outer._keep(action)
        self._group_actions.append(action)


class ArgumentParser(_Shown, _Container):
    """Reads a command line."""

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter, prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error", add_help=True, allow_abbrev=True, exit_on_error=True):
        self._init_container(self, prefix_chars, argument_default, conflict_handler)
        self._registries = {"action": dict(_ACTIONS), "type": {}}
        self._actions = []
        self._options = {}
        self._groups = []
        self._exclusive = []
        self._defaults = {}
        self._numbers_are_options = False
        self._subparsers = None
        self.prog = _os.path.basename(_sys.argv[0]) if prog is None else prog
        self.usage = usage
        self.description = description
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.add_help = add_help
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._positionals = self.add_argument_group("positional arguments")
        self._optionals = self.add_argument_group("options")
        if add_help:
            dash = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(dash + "h", dash * 2 + "help", action="help", default=SUPPRESS, help="show this help message and exit")
        for parent in parents:
            self._take_from(parent)

    def _shown(self):
        return [(name, getattr(self, name)) for name in "prog usage description formatter_class conflict_handler add_help".split()]

    def _keep(self, action):
        (self._optionals if action.option_strings else self._positionals)._group_actions.append(action)

    def _drop(self, action):
        self._actions.remove(action)
        for group in self._groups + self._exclusive:
            if action in group._group_actions:
                group._group_actions.remove(action)

    def _take_from(self, parent):
        places = {}
        for group in parent._groups[2:]:
            own = self.add_argument_group(group.title, group.description)
            places.update((id(action), own) for action in group._group_actions)
        for group in parent._exclusive:
            own = self.add_mutually_exclusive_group(required=group.required)
            places.update((id(action), own) for action in group._group_actions)
        for action in parent._actions:
            places.get(id(action), self)._add_action(action)
        self._defaults.update(parent._defaults)

    def add_subparsers(self, *, title=None, description=None, prog=None, parser_class=None, action=None, option_string=None, dest=SUPPRESS, required=False, help=None, metavar=None):
        if self._subparsers is not None:
            self.error("cannot have multiple subparser arguments")
        if title is not None or description is not None:
            self._subparsers = self.add_argument_group("subcommands" if title is None else title, description)
        else:
            self._subparsers = self._positionals
        if prog is None:
            formatter = self._get_formatter()
            formatter.add_usage(self.usage, [one for one in self._actions if not one.option_strings], self._exclusive, "")
            prog = formatter.format_help().strip()
        made = (action or _SubParsersAction)(option_strings=[], prog=prog, parser_class=parser_class or type(self), dest=dest, required=required, help=help, metavar=metavar)
        self._actions.append(made)
        self._subparsers._group_actions.append(made)
        return made

    # Parsing.

    def parse_args(self, args=None, namespace=None):
        namespace, unknown = self.parse_known_args(args, namespace)
        if unknown:
            self.error("unrecognized arguments: %s" % " ".join(unknown))
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        return self._parse_known(args, namespace, False)

    def parse_intermixed_args(self, args=None, namespace=None):
        namespace, unknown = self._parse_known(args, namespace, True)
        if unknown:
            self.error("unrecognized arguments: %s" % " ".join(unknown))
        return namespace

    def _parse_known(self, args, namespace, intermixed):
        args = _sys.argv[1:] if args is None else list(args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for name, value in self._defaults.items():
            if not hasattr(namespace, name):
                setattr(namespace, name, value)
        if not self.exit_on_error:
            return self._parsed(args, namespace, intermixed)
        try:
            return self._parsed(args, namespace, intermixed)
        except ArgumentError as error:
            self.error(str(error))

    def _parsed(self, args, namespace, intermixed):
        if self.fromfile_prefix_chars is not None:
            args = self._read_files(args)
        unknown = _Parse(self, args, namespace).run(intermixed)
        unknown.extend(vars(namespace).pop("_unrecognized_args", ()))
        return namespace, unknown

    def _read_files(self, args):
        found = []
        for arg in args:
            if not arg or arg[0] not in self.fromfile_prefix_chars:
                found.append(arg)
                continue
            try:
                with open(arg[1:]) as file:
                    lines = file.read().splitlines()
            except OSError as error:
                self.error(str(error))
            found.extend(self._read_files([one for line in lines for one in self.convert_arg_line_to_args(line)]))
        return found

    def convert_arg_line_to_args(self, line):
        return [line]

    def _option_of(self, arg):
        """None: a value. Otherwise (action or None, option, explicit value or None)."""
        if not arg or arg[0] not in self.prefix_chars:
            return None
        if arg in self._options:
            return self._options[arg], arg, None
        if len(arg) == 1:
            return None
        if "=" in arg:
            option, value = arg.split("=", 1)
            if option in self._options:
                return self._options[option], option, value
        matches = self._abbreviated(arg)
        if len(matches) > 1:
            self.error("ambiguous option: %s could match %s" % (arg, ", ".join(option for _, option, _ in matches)))
        if matches:
            return matches[0]
        if _NEGATIVE_NUMBER.match(arg) and not self._numbers_are_options:
            return None
        if " " in arg:
            return None
        return None, arg, None

    def _abbreviated(self, arg):
        found = []
        if arg[1] in self.prefix_chars:
            if self.allow_abbrev:
                prefix, equals, value = arg.partition("=")
                for option, action in self._options.items():
                    if option.startswith(prefix):
                        found.append((action, option, value if equals else None))
            return found
        short, value = arg[:2], arg[2:]
        for option, action in self._options.items():
            if option == short:
                found.append((action, option, value))
            elif option.startswith(arg):
                found.append((action, option, None))
        return found

    def _values_of(self, action, args):
        if action.nargs not in (PARSER, REMAINDER) and "--" in args:
            args = list(args)
            args.remove("--")
        if not args and action.nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self._value_of(action, value)
                self._check_value(action, value)
            return value
        if not args and action.nargs == ZERO_OR_MORE and not action.option_strings:
            if action.default is not None:
                return action.default
            return args
        if len(args) == 1 and action.nargs in (None, OPTIONAL):
            value = self._value_of(action, args[0])
            self._check_value(action, value)
            return value
        if action.nargs == REMAINDER:
            return [self._value_of(action, arg) for arg in args]
        values = [self._value_of(action, arg) for arg in args]
        if action.nargs == PARSER:
            self._check_value(action, values[0])
        else:
            for value in values:
                self._check_value(action, value)
        return values

    def _value_of(self, action, text):
        function = self._registries["type"].get(action.type, action.type)
        if function is None:
            return text
        try:
            return function(text)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error)) from None
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, "invalid %s value: %r" % (name, text)) from None

    def _check_value(self, action, value):
        if action.choices is not None and value not in action.choices:
            shown = ", ".join(map(repr, action.choices))
            raise ArgumentError(action, "invalid choice: %r (choose from %s)" % (value, shown))

    # Texts.

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._exclusive)
        return formatter.format_help()

    def format_help(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._exclusive)
        formatter.add_text(self.description)
        for group in self._groups:
            formatter.start_section(group.title)
            formatter.add_text(group.description)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), _sys.stdout if file is None else file)

    def print_help(self, file=None):
        self._print_message(self.format_help(), _sys.stdout if file is None else file)

    def _print_message(self, message, file=None):
        if message:
            (_sys.stderr if file is None else file).write(message)

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        self.print_usage(_sys.stderr)
        self.exit(2, "%s: error: %s\n" % (self.prog, message))


def _pattern_of(action):
    nargs = action.nargs
    if nargs is None:
        pattern = "(-*A-*)"
    elif nargs == OPTIONAL:
        pattern = "(-*A?-*)"
    elif nargs == ZERO_OR_MORE:
        pattern = "(-*[A-]*)"
    elif nargs == ONE_OR_MORE:
        pattern = "(-*A[A-]*)"
    elif nargs == REMAINDER:
        pattern = "([-AO]*)"
    elif nargs == PARSER:
        pattern = "(-*A[-AO]*)"
    elif nargs == SUPPRESS:
        pattern = "(-*-*)"
    else:
        pattern = "(-*%s-*)" % "-*".join("A" * nargs)
    if action.option_strings:
        pattern = pattern.replace("-*", "").replace("-", "")
    return pattern


class _Parse:
    """One walk over a command line."""

    def __init__(self, parser, args, namespace):
        self.parser = parser
        self.args = args
        self.namespace = namespace
        self.unknown = []
        self.seen = set()
        self.given = set()  # those whose value is not the default
        self.options = {}
        kinds = []
        rest = False
        for index, arg in enumerate(args):
            if rest:
                kinds.append("A")
            elif arg == "--":
                kinds.append("-")
                rest = True
            else:
                option = parser._option_of(arg)
                if option is None:
                    kinds.append("A")
                else:
                    self.options[index] = option
                    kinds.append("O")
        self.kinds = "".join(kinds)
        self.positionals = [action for action in parser._actions if not action.option_strings]

    def run(self, intermixed):
        last_option = max(self.options, default=-1)
        left = []
        start = 0
        while start <= last_option:
            next_option = min(index for index in self.options if index >= start)
            if start != next_option and not intermixed:
                end = self.take_positionals(start)
                if end > start:
                    start = end
                    continue
            if start not in self.options:
                (left if intermixed else self.unknown).extend(self.args[start:next_option])
                start = next_option
            start = self.take_option(start)
        if intermixed:
            self.args = left + self.args[start:]
            self.kinds = "A" * len(left) + self.kinds[start:]
            start = 0
        stop = self.take_positionals(start)
        self.unknown.extend(self.args[stop:])
        self.check_required()
        return self.unknown

    def take(self, action, args, option=None):
        self.seen.add(id(action))
        value = self.parser._values_of(action, args)
        if value is not action.default:
            self.given.add(id(action))
            for group in self.parser._exclusive:
                if action in group._group_actions:
                    for other in group._group_actions:
                        if other is not action and id(other) in self.given:
                            raise ArgumentError(action, "not allowed with argument %s" % _name_of(other))
        if value is not SUPPRESS:
            action(self.parser, self.namespace, value, option)

    def take_positionals(self, start):
        kinds = self.kinds[start:]
        lengths = []
        for count in range(len(self.positionals), 0, -1):
            match = _re.match("".join(map(_pattern_of, self.positionals[:count])), kinds)
            if match is not None:
                lengths = [len(group) for group in match.groups()]
                break
        for action, length in zip(self.positionals, lengths):
            args = self.args[start : start + length]
            start += length
            self.take(action, args)
        self.positionals = self.positionals[len(lengths) :]
        return start

    def count_for(self, action, kinds):
        match = _re.match(_pattern_of(action), kinds)
        if match is not None:
            return len(match.group(1))
        messages = {None: "expected one argument", OPTIONAL: "expected at most one argument", ONE_OR_MORE: "expected at least one argument"}
        message = messages.get(action.nargs)
        if message is None:
            message = "expected %s argument%s" % (action.nargs, "" if action.nargs == 1 else "s")
        raise ArgumentError(action, message)

    def take_option(self, start):
        action, option, explicit = self.options[start]
        if action is None:
            self.unknown.append(self.args[start])
            return start + 1
        todo = []
        while explicit is not None:
            count = self.count_for(action, "A")
            dash = self.parser.prefix_chars
            if count == 0 and option[1] not in dash and explicit != "":
                todo.append((action, [], option))
                option = option[0] + explicit[0]
                following = self.parser._options.get(option)
                if following is None:
                    raise ArgumentError(action, "ignored explicit argument %r" % explicit)
                action, explicit = following, explicit[1:] or None
                continue
            if count == 1:
                todo.append((action, [explicit], option))
                break
            raise ArgumentError(action, "ignored explicit argument %r" % explicit)
        stop = start + 1
        if explicit is None:
            count = self.count_for(action, self.kinds[stop:])
            todo.append((action, self.args[stop : stop + count], option))
            stop += count
        for one in todo:
            self.take(*one)
        return stop

    def check_required(self):
        parser = self.parser
        missing = []
        for action in parser._actions:
            if id(action) in self.seen:
                continue
            if action.required:
                missing.append(_name_of(action))
            elif isinstance(action.default, str) and getattr(self.namespace, action.dest, None) is action.default:
                setattr(self.namespace, action.dest, parser._value_of(action, action.default))
        if missing:
            parser.error("the following arguments are required: %s" % ", ".join(missing))
        for group in parser._exclusive:
            if group.required and not any(id(action) in self.given for action in group._group_actions):
                names = [_name_of(action) for action in group._group_actions if action.help is not SUPPRESS]
                parser.error("one of the arguments %s is required" % " ".join(names))
