import functools
import sys
import types

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS = 1, 2, 4, 8
CO_NESTED, CO_GENERATOR, CO_NOFREE = 16, 32, 64
CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 128, 256, 512


class EndOfBlock(Exception):
    pass


class ClassFoundException(Exception):
    pass


# What a thing is.


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)


def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__get__") and not hasattr(kind, "__set__")


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__set__") or hasattr(kind, "__delete__")


def ismemberdescriptor(object):
    return isinstance(object, types.MemberDescriptorType)


def isgetsetdescriptor(object):
    return isinstance(object, types.GetSetDescriptorType)


def ismethodwrapper(object):
    return isinstance(object, types.MethodWrapperType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isframe(object):
    return isinstance(object, types.FrameType)


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isawaitable(object):
    return isinstance(object, types.CoroutineType) or hasattr(type(object), "__await__")


def _has_flag(function, flag):
    while ismethod(function):
        function = function.__func__
    while isinstance(function, functools.partial):
        function = function.func
    while ismethod(function):
        function = function.__func__
    code = getattr(function, "__code__", None)
    if not (isfunction(function) or iscode(code)):
        return False
    return bool(code.co_flags & flag)


def isgeneratorfunction(obj):
    return _has_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    return _has_flag(obj, CO_COROUTINE)


def isasyncgenfunction(obj):
    return _has_flag(obj, CO_ASYNC_GENERATOR)


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", None))


# States.

GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = (
    "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED")


def _state(running, suspended, frame, prefix):
    if running:
        return prefix + "_RUNNING"
    if suspended:
        return prefix + "_SUSPENDED"
    return prefix + ("_CLOSED" if frame is None else "_CREATED")


def getgeneratorstate(generator):
    return _state(generator.gi_running, generator.gi_suspended, generator.gi_frame, "GEN")


def getcoroutinestate(coroutine):
    return _state(coroutine.cr_running, coroutine.cr_suspended, coroutine.cr_frame, "CORO")


def getgeneratorlocals(generator):
    if not isgenerator(generator):
        raise TypeError("%r is not a Python generator" % (generator,))
    return generator.gi_frame.f_locals if generator.gi_frame is not None else {}


def getcoroutinelocals(coroutine):
    return coroutine.cr_frame.f_locals if coroutine.cr_frame is not None else {}


# Members and texts.


def getmro(cls):
    return cls.__mro__


def getmembers(object, predicate=None):
    names = dir(object)
    found = []
    for name in sorted(set(names)):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return found


_absent = type("_absent", (), {})()


def getattr_static(obj, attr, default=_absent):
    own = _absent
    if isinstance(obj, type):
        kinds = obj.__mro__
    else:
        kinds = type(obj).__mro__
        try:
            own = object.__getattribute__(obj, "__dict__").get(attr, _absent)
        except AttributeError:
            pass
    in_class = _absent
    for kind in kinds:
        if attr in kind.__dict__:
            in_class = kind.__dict__[attr]
            break
    if own is not _absent and in_class is not _absent and isdatadescriptor(in_class):
        return in_class
    for found in (own, in_class):
        if found is not _absent:
            return found
    if isinstance(obj, type):
        for kind in type(obj).__mro__:
            if attr in kind.__dict__:
                return kind.__dict__[attr]
    if default is not _absent:
        return default
    raise AttributeError(attr)


def unwrap(func, *, stop=None):
    seen = {id(func): func}
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError("wrapper loop when unwrapping %r" % (func,))
        seen[id(func)] = func
    return func


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margin = sys.maxsize
    for line in lines[1:]:
        content = len(line.lstrip())
        if content:
            margin = min(margin, len(line) - content)
    if lines:
        lines[0] = lines[0].lstrip()
    if margin < sys.maxsize:
        lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    if doc is None and isclass(object):
        for base in object.__mro__[1:]:
            if base is not __builtins_object and base.__doc__ is not None:
                doc = base.__doc__
                break
    return cleandoc(doc) if isinstance(doc, str) else None


__builtins_object = object


def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    return sys.modules.get(getattr(object, "__module__", None))


def _code_of(object):
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    return object if iscode(object) else None


def getfile(object):
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError("%r is a built-in module" % (object,))
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, "__file__", None):
            return module.__file__
        raise TypeError("%r is a built-in class" % (object,))
    code = _code_of(object)
    if code is None:
        raise TypeError(
            "module, class, method, function, traceback, frame, or code object was expected, got %s"
            % type(object).__name__
        )
    return code.co_filename


getsourcefile = getfile


def _block(lines, start):
    indent = len(lines[start]) - len(lines[start].lstrip())
    at = start
    while at < len(lines) and lines[at].lstrip().startswith("@"):
        at += 1
    depth = 0
    opened = False
    end = at + 1
    for number in range(at, len(lines)):
        text = lines[number]
        stripped = text.strip()
        if number > at and stripped and not stripped.startswith("#") and depth <= 0 and opened:
            if len(text) - len(text.lstrip()) <= indent:
                break
        for character in stripped.split("#")[0]:
            depth += (character in "([{") - (character in ")]}")
        if depth <= 0 and stripped.split("#")[0].rstrip().endswith(":"):
            opened = True
        if number == at and not opened and depth <= 0:
            return lines[start : number + 1]
        if stripped and not (opened and number > at and stripped.startswith("#")):
            end = number + 1
    return lines[start:end]


def getsourcelines(object):
    import linecache

    object = unwrap(object)
    lines = linecache.getlines(getfile(object))
    if not lines:
        raise OSError("could not get source code")
    if ismodule(object):
        return lines, 0
    if isclass(object):
        last = object.__qualname__.rsplit(".", 1)[-1]
        for number, line in enumerate(lines):
            words = line.lstrip().replace("(", " ").replace(":", " ").split()
            if words[:2] == ["class", last]:
                while number > 0 and lines[number - 1].lstrip().startswith("@"):
                    number -= 1
                return _block(lines, number), number + 1
        raise OSError("could not find class definition")
    start = _code_of(object).co_firstlineno - 1
    return _block(lines, start), start + 1


def getsource(object):
    return "".join(getsourcelines(object)[0])


# Frames.


def currentframe():
    return sys._getframe(1)


class Traceback(tuple):
    def __new__(cls, filename, lineno, function, code_context, index, *, positions=None):
        made = super().__new__(cls, (filename, lineno, function, code_context, index))
        made.positions = positions
        return made

    filename = property(lambda self: self[0])
    lineno = property(lambda self: self[1])
    function = property(lambda self: self[2])
    code_context = property(lambda self: self[3])
    index = property(lambda self: self[4])

    def __repr__(self):
        return "Traceback(filename=%r, lineno=%r, function=%r, code_context=%r, index=%r)" % tuple(self)


class FrameInfo(Traceback):
    def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
        made = tuple.__new__(cls, (frame, filename, lineno, function, code_context, index))
        made.positions = positions
        return made

    frame = property(lambda self: self[0])
    filename = property(lambda self: self[1])
    lineno = property(lambda self: self[2])
    function = property(lambda self: self[3])
    code_context = property(lambda self: self[4])
    index = property(lambda self: self[5])

    def __repr__(self):
        return "FrameInfo(frame=%r, filename=%r, lineno=%r, function=%r, code_context=%r, index=%r)" % tuple(self)


def getframeinfo(frame, context=1):
    import linecache

    lineno = frame.tb_lineno if istraceback(frame) else frame.f_lineno
    code = _code_of(frame)
    line = linecache.getline(code.co_filename, lineno)
    return Traceback(code.co_filename, lineno, code.co_name, [line] if line else None, 0 if line else None)


def getouterframes(frame, context=1):
    found = []
    while frame:
        found.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return found


def stack(context=1):
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    found = []
    tb = sys.exc_info()[2]
    while tb:
        found.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return found


# Signatures.


class _ParameterKind(int):
    names = ("POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD", "VAR_POSITIONAL", "KEYWORD_ONLY", "VAR_KEYWORD")
    described = ("positional-only", "positional or keyword", "variadic positional", "keyword-only",
                 "variadic keyword")

    @property
    def name(self):
        return self.names[self]

    @property
    def value(self):
        return int(self)

    @property
    def description(self):
        return self.described[self]

    def __str__(self):
        return self.names[self]

    def __repr__(self):
        return "<_ParameterKind.%s: %d>" % (self.name, int(self))


class _empty:
    pass


def formatannotation(annotation, base_module=None):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


class Parameter:
    __slots__ = ("_name", "_kind", "_default", "_annotation")
    POSITIONAL_ONLY = _ParameterKind(0)
    POSITIONAL_OR_KEYWORD = _ParameterKind(1)
    VAR_POSITIONAL = _ParameterKind(2)
    KEYWORD_ONLY = _ParameterKind(3)
    VAR_KEYWORD = _ParameterKind(4)
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        if not isinstance(kind, _ParameterKind):
            try:
                kind = (self.POSITIONAL_ONLY, self.POSITIONAL_OR_KEYWORD, self.VAR_POSITIONAL,
                        self.KEYWORD_ONLY, self.VAR_KEYWORD)[kind]
            except (IndexError, TypeError):
                raise ValueError("value %r is not a valid Parameter.kind" % (kind,)) from None
        if default is not _empty and kind in (2, 4):
            raise ValueError("%s parameters cannot have default values" % kind.description)
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError("name must be a str, not a %s" % type(name).__name__)
        if not name.isidentifier():
            raise ValueError("%r is not a valid parameter name" % name)
        self._name, self._kind, self._default, self._annotation = name, kind, default, annotation

    @property
    def name(self):
        return self._name

    @property
    def kind(self):
        return self._kind

    @property
    def default(self):
        return self._default

    @property
    def annotation(self):
        return self._annotation

    def replace(self, *, name=_absent, kind=_absent, annotation=_absent, default=_absent):
        return type(self)(
            self._name if name is _absent else name,
            self._kind if kind is _absent else kind,
            default=self._default if default is _absent else default,
            annotation=self._annotation if annotation is _absent else annotation,
        )

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text += ": " + formatannotation(self._annotation)
        if self._default is not _empty:
            text += (" = " if self._annotation is not _empty else "=") + repr(self._default)
        return {2: "*", 4: "**"}.get(self._kind, "") + text

    def __repr__(self):
        return '<Parameter "%s">' % self

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name, self._kind, self._default, self._annotation) == (
            other._name, other._kind, other._default, other._annotation)

    def __hash__(self):
        return hash((self._name, int(self._kind), self._annotation, self._default))


class BoundArguments:
    __slots__ = ("arguments", "_signature")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (3, 4) or name not in self.arguments:
                break
            if parameter.kind == 2:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        started = False
        for name, parameter in self._signature.parameters.items():
            if not started:
                if parameter.kind in (3, 4):
                    started = True
                elif name not in self.arguments:
                    started = True
                    continue
            if not started or name not in self.arguments:
                continue
            if parameter.kind == 4:
                kwargs.update(self.arguments[name])
            else:
                kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        filled = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                filled[name] = self.arguments[name]
            elif parameter.default is not _empty:
                filled[name] = parameter.default
            elif parameter.kind == 2:
                filled[name] = ()
            elif parameter.kind == 4:
                filled[name] = {}
        self.arguments = filled

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __repr__(self):
        return "<BoundArguments (%s)>" % ", ".join("%s=%r" % pair for pair in self.arguments.items())


class Signature:
    __slots__ = ("_parameters", "_return_annotation")
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        found = {}
        last = None
        had_default = False
        for parameter in parameters or ():
            if last is not None and parameter.kind < last:
                raise ValueError("wrong parameter order: %s parameter before %s parameter"
                                 % (last.description, parameter.kind.description))
            last = parameter.kind
            if parameter.kind in (0, 1):
                if parameter.default is not _empty:
                    had_default = True
                elif had_default:
                    raise ValueError("non-default argument follows default argument")
            if parameter.name in found:
                raise ValueError("duplicate parameter name: %r" % parameter.name)
            found[parameter.name] = parameter
        self._parameters = types.MappingProxyType(found)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return _signature_of(obj, follow_wrapped, eval_str)

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_absent, return_annotation=_absent):
        return type(self)(
            self.parameters.values() if parameters is _absent else parameters,
            return_annotation=self._return_annotation if return_annotation is _absent else return_annotation,
        )

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        found = {}
        args = list(args)
        kwargs = dict(kwargs)
        rest = None
        for name, parameter in self._parameters.items():
            kind = parameter.kind
            if kind == 2:
                if args:
                    found[name] = tuple(args)
                    args = []
            elif kind == 4:
                rest = name
            elif kind in (0, 1) and args:
                if name in kwargs and kind == 1:
                    raise TypeError("multiple values for argument %r" % name)
                found[name] = args.pop(0)
            elif name in kwargs:
                if kind == 0:
                    raise TypeError(
                        "%r parameter is positional only, but was passed as a keyword" % name)
                found[name] = kwargs.pop(name)
            elif parameter.default is _empty and not partial:
                raise TypeError("missing a required argument: %r" % name)
        if args:
            raise TypeError("too many positional arguments")
        if kwargs:
            if rest is None:
                raise TypeError("got an unexpected keyword argument %r" % next(iter(kwargs)))
            found[rest] = kwargs
        return BoundArguments(self, found)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return (list(self._parameters.values()) == list(other._parameters.values())
                and self._return_annotation == other._return_annotation)

    def __hash__(self):
        return hash((tuple(self._parameters.values()), self._return_annotation))

    def __repr__(self):
        return "<Signature %s>" % self

    def __str__(self):
        shown = []
        positional_only = False
        star = True
        for parameter in self._parameters.values():
            if parameter.kind == 0:
                positional_only = True
            elif positional_only:
                shown.append("/")
                positional_only = False
            if parameter.kind == 2:
                star = False
            elif parameter.kind == 3 and star:
                shown.append("*")
                star = False
            shown.append(str(parameter))
        if positional_only:
            shown.append("/")
        text = "(%s)" % ", ".join(shown)
        if self._return_annotation is not _empty:
            text += " -> " + formatannotation(self._return_annotation)
        return text


def _of_function(function, eval_str=False):
    code = function.__code__
    names = code.co_varnames
    positional = names[: code.co_argcount]
    keywords = names[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    defaults = function.__defaults__ or ()
    keyword_defaults = function.__kwdefaults__ or {}
    annotations = get_annotations(function, eval_str=eval_str)
    without = len(positional) - len(defaults)
    parameters = []
    for i, name in enumerate(positional):
        parameters.append(Parameter(
            name, 0 if i < code.co_posonlyargcount else 1,
            default=defaults[i - without] if i >= without else _empty,
            annotation=annotations.get(name, _empty)))
    at = code.co_argcount + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        parameters.append(Parameter(names[at], 2, annotation=annotations.get(names[at], _empty)))
        at += 1
    for name in keywords:
        parameters.append(Parameter(name, 3, default=keyword_defaults.get(name, _empty),
                                    annotation=annotations.get(name, _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        parameters.append(Parameter(names[at], 4, annotation=annotations.get(names[at], _empty)))
    return Signature(parameters, return_annotation=annotations.get("return", _empty))


def _without_first(signature):
    parameters = list(signature.parameters.values())
    if not parameters or parameters[0].kind in (3, 4):
        raise ValueError("invalid method signature")
    if parameters[0].kind in (0, 1):
        parameters = parameters[1:]
    return signature.replace(parameters=parameters)


def _of_partial(partial, follow_wrapped, eval_str):
    inner = _signature_of(partial.func, follow_wrapped, eval_str)
    try:
        bound = inner.bind_partial(*partial.args, **partial.keywords)
    except TypeError as error:
        raise ValueError("partial object %r has incorrect arguments" % (partial,)) from error
    parameters = []
    to_keywords = False
    for name, parameter in inner.parameters.items():
        if name in bound.arguments and parameter.kind in (0, 1, 3):
            if name in partial.keywords:
                parameter = parameter.replace(default=partial.keywords[name], kind=3)
                to_keywords = True
                parameters.append(parameter)
            continue
        if to_keywords and parameter.kind == 1:
            parameter = parameter.replace(kind=3)
        if to_keywords and parameter.kind == 2:
            continue
        parameters.append(parameter)
    return inner.replace(parameters=parameters)


def _signature_of(obj, follow_wrapped=True, eval_str=False):
    if not callable(obj):
        raise TypeError("%r is not a callable object" % (obj,))
    if ismethod(obj):
        return _without_first(_signature_of(obj.__func__, follow_wrapped, eval_str))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda each: hasattr(each, "__signature__"))
        if ismethod(obj):
            return _signature_of(obj, follow_wrapped, eval_str)
    given = getattr(obj, "__signature__", None)
    if given is not None and not isclass(obj):
        if not isinstance(given, Signature):
            raise TypeError("unexpected object %r in __signature__ attribute" % (given,))
        return given
    if isfunction(obj):
        return _of_function(obj, eval_str)
    if isinstance(obj, functools.partial):
        return _of_partial(obj, follow_wrapped, eval_str)
    if isclass(obj):
        given = obj.__dict__.get("__signature__")
        if given is not None:
            return given
        called = getattr(type(obj), "__call__", None)
        if isfunction(called):
            return _without_first(_signature_of(called, follow_wrapped, eval_str))
        for kind in obj.__mro__:
            for name in ("__new__", "__init__"):
                method = kind.__dict__.get(name)
                method = getattr(method, "__func__", method)
                if isfunction(unwrap(method) if method is not None else None):
                    return _without_first(_signature_of(method, follow_wrapped, eval_str))
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return Signature()
        raise ValueError("no signature found for builtin type %r" % (obj,))
    called = getattr(type(obj), "__call__", None)
    if isfunction(called):
        return _without_first(_signature_of(called, follow_wrapped, eval_str))
    raise ValueError("no signature found for builtin %r" % (obj,))


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    return _signature_of(obj, follow_wrapped, eval_str)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    if isinstance(obj, type):
        found = obj.__dict__.get("__annotations__", None)
        spaces = vars(sys.modules.get(obj.__module__, sys)), dict(vars(obj))
    elif ismodule(obj):
        found = getattr(obj, "__annotations__", None)
        spaces = vars(obj), None
    elif callable(obj):
        found = getattr(obj, "__annotations__", None)
        spaces = getattr(unwrap(obj), "__globals__", None), None
    else:
        raise TypeError("%r is not a module, class, or callable." % (obj,))
    if not found:
        return {}
    if not eval_str:
        return dict(found)
    spaces = (globals or spaces[0], locals or spaces[1])
    return {
        name: eval(value, *spaces) if isinstance(value, str) else value for name, value in found.items()
    }


class FullArgSpec(tuple):
    _fields = ("args", "varargs", "varkw", "defaults", "kwonlyargs", "kwonlydefaults", "annotations")

    def __new__(cls, *values):
        return super().__new__(cls, values)

    def __getattr__(self, name):
        try:
            return self[self._fields.index(name)]
        except ValueError:
            raise AttributeError(name) from None

    def __repr__(self):
        return "FullArgSpec(%s)" % ", ".join("%s=%r" % pair for pair in zip(self._fields, self))


def getfullargspec(func):
    args, keywords, varargs, varkw, defaults, keyword_defaults = [], [], None, None, [], {}
    try:
        found = _signature_of(func, False)
        if ismethod(func):
            found = _signature_of(func.__func__, False)
    except Exception as error:
        raise TypeError("unsupported callable") from error
    annotations = {}
    for name, parameter in found.parameters.items():
        if parameter.kind in (0, 1):
            args.append(name)
            if parameter.default is not _empty:
                defaults.append(parameter.default)
        elif parameter.kind == 2:
            varargs = name
        elif parameter.kind == 3:
            keywords.append(name)
            if parameter.default is not _empty:
                keyword_defaults[name] = parameter.default
        else:
            varkw = name
        if parameter.annotation is not _empty:
            annotations[name] = parameter.annotation
    if found.return_annotation is not _empty:
        annotations["return"] = found.return_annotation
    return FullArgSpec(args, varargs, varkw, tuple(defaults) or None, keywords, keyword_defaults or None,
                       annotations)


def getcallargs(func, /, *positional, **named):
    bound = _signature_of(func).bind(*positional, **named)
    bound.apply_defaults()
    found = dict(bound.arguments)
    if ismethod(func):
        first = next(iter(_signature_of(func.__func__).parameters))
        found = {first: func.__self__, **found}
    return found
