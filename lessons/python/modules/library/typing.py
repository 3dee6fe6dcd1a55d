# What annotations are written with. Nothing here checks anything.
import sys
import types


class _Form:
    def __init__(self, name, origin=None):
        self._name = name
        if origin is not None:
            self.__origin__ = origin
        self.__module__ = "typing"

    def __repr__(self):
        return "typing." + self._name

    def __getitem__(self, parameters):
        return _Parameterised(self, parameters)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __call__(self, *arguments, **keywords):
        origin = self.__dict__.get("__origin__")
        if isinstance(origin, type):
            return origin(*arguments, **keywords)
        raise TypeError("Cannot instantiate %r" % self)

    def _class(self, function):
        """The class that it stands for; those of collections.abc are looked up when they are needed."""
        origin = self.__dict__.get("__origin__")
        if origin is None:
            import collections.abc

            names = {"Deque": "deque", "DefaultDict": "defaultdict"}
            name = names.get(self._name, self._name)
            origin = getattr(collections.abc, name, None) or getattr(collections, name, None)
        if origin is None:
            raise TypeError("%r cannot be used with %s()" % (self, function))
        return origin

    def __instancecheck__(self, instance):
        return isinstance(instance, self._class("isinstance"))

    def __subclasscheck__(self, cls):
        return issubclass(cls, self._class("issubclass"))

    def __mro_entries__(self, bases):
        return (self._class("class statements"),)

    def __hash__(self):
        return hash(self._name)


def _shown(parameter):
    if isinstance(parameter, list):
        return "[" + ", ".join(map(_shown, parameter)) + "]"
    if isinstance(parameter, type) and not isinstance(parameter, types.GenericAlias):
        if parameter.__module__ == "builtins":
            return parameter.__qualname__
        return "%s.%s" % (parameter.__module__, parameter.__qualname__)
    return "..." if parameter is ... else repr(parameter)


def _flat(parameters):
    found = []
    for each in parameters:
        if each is None:
            each = type(None)
        inner = each.__args__ if isinstance(each, types.UnionType) or _is_union(each) else (each,)
        for one in inner:
            if one not in found:
                found.append(one)
    return tuple(found)


def _is_union(thing):
    return isinstance(thing, _Parameterised) and thing.__origin__ is Union


class _Parameterised(_Form):
    def __init__(self, form, parameters):
        self._form = form
        self.__module__ = "typing"
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if form._name in ("Callable",) and len(parameters) == 2 and isinstance(parameters[0], list):
            self._list = True
            parameters = tuple(parameters[0]) + (parameters[1],)
        self.__args__ = tuple(type(None) if each is None else each for each in parameters)
        origin = form.__dict__.get("__origin__")
        self.__origin__ = form if origin is None else origin
        self._name = form._name
        self.__parameters__ = tuple(each for each in self.__args__ if isinstance(each, TypeVar))
        if form._name == "Annotated":
            self.__origin__, self.__metadata__ = parameters[0], parameters[1:]

    def __repr__(self):
        shown = [_shown(each) for each in self.__args__]
        if self._name == "Optional":
            return "typing.Optional[%s]" % next(each for each in shown if each != "NoneType")
        if self._name == "Callable" and self.__dict__.get("_list"):
            return "typing.Callable[[%s], %s]" % (", ".join(shown[:-1]), shown[-1])
        if self._name == "Literal":
            shown = [repr(each) for each in self.__args__]
        return "typing.%s[%s]" % (self._name, ", ".join(shown))

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        given = dict(zip(self.__parameters__, parameters))
        return self._form[tuple(given.get(each, each) for each in self.__args__)]

    def __call__(self, *arguments, **keywords):
        if isinstance(self.__origin__, type):
            return self.__origin__(*arguments, **keywords)
        raise TypeError("Type %s cannot be instantiated; use a subclass" % self._name)

    def __instancecheck__(self, instance):
        if _is_union(self):
            return isinstance(instance, self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        if _is_union(self):
            return issubclass(cls, self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __eq__(self, other):
        if not isinstance(other, _Parameterised):
            return NotImplemented
        if _is_union(self):
            return _is_union(other) and set(self.__args__) == set(other.__args__)
        return self.__origin__ is other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        if _is_union(self):
            return hash(frozenset(self.__args__))
        return hash((self._name, self.__args__))


class _UnionForm(_Form):
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        found = _flat(parameters)
        if len(found) == 1:
            return found[0]
        made = _Parameterised(self, found)
        if len(found) == 2 and type(None) in found:
            made._name = "Optional"
        return made


class _OptionalForm(_Form):
    def __getitem__(self, parameter):
        return Union[parameter, None]


class _AnyMeta(type):
    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()

    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)


class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


Union, Optional = _UnionForm("Union"), _OptionalForm("Optional")
for _name in (
    "Callable Awaitable Coroutine AsyncIterator AsyncIterable AsyncGenerator Iterator Iterable Generator "
    "Sequence Mapping MutableMapping MutableSequence MutableSet Collection Container Reversible Hashable Sized "
    "KeysView ValuesView ItemsView ByteString Final ClassVar Literal Annotated NoReturn Never Self TypeAlias "
    "Concatenate Required NotRequired LiteralString TypeGuard Unpack ContextManager AsyncContextManager Type "
    "List Dict Set FrozenSet Tuple Deque DefaultDict OrderedDict Counter ChainMap"
).split():
    globals()[_name] = _Form(_name)
AbstractSet = _Form("AbstractSet", set)
for _name, _origin in (
    ("List", list), ("Dict", dict), ("Set", set), ("FrozenSet", frozenset), ("Tuple", tuple), ("Type", type),
):
    globals()[_name] = _Form(_name, _origin)
Text = str
IO, TextIO, BinaryIO, Pattern, Match = _Form("IO"), _Form("TextIO"), _Form("BinaryIO"), _Form("Pattern"), _Form("Match")


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__bound__ = bound
        self.__constraints__ = constraints
        self.__covariant__, self.__contravariant__ = covariant, contravariant
        self.__module__ = "typing"

    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class ParamSpec(TypeVar):
    @property
    def args(self):
        return _Form(self.__name__ + ".args")

    @property
    def kwargs(self):
        return _Form(self.__name__ + ".kwargs")


class TypeVarTuple(TypeVar):
    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


T = TypeVar("T")
AnyStr = TypeVar("AnyStr", bytes, str)


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if cls is Generic and any(isinstance(each, type) for each in parameters):
            raise TypeError(
                "Parameters to Generic[...] must all be type variables or parameter specification variables.")
        return _GenericAlias(cls, parameters)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__", ())
        cls.__parameters__ = tuple(dict.fromkeys(
            each for base in bases for each in getattr(base, "__parameters__", ())))


class _GenericAlias:
    """A class of the program with its parameters: made, called and derived from as the class itself."""

    def __init__(self, origin, parameters):
        self.__origin__, self.__args__ = origin, parameters
        self.__parameters__ = tuple(each for each in parameters if isinstance(each, TypeVar))

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __call__(self, *args, **kwargs):
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except AttributeError:
            pass
        return made

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        given = dict(zip(self.__parameters__, parameters))
        return _GenericAlias(self.__origin__, tuple(given.get(each, each) for each in self.__args__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ is other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __repr__(self):
        return "%s[%s]" % (_shown(self.__origin__), ", ".join(map(_shown, self.__args__)))


class _ProtocolMeta(type):
    def __instancecheck__(cls, instance):
        if super().__instancecheck__(instance):
            return True
        if not cls.__dict__.get("_is_protocol"):
            return False
        if not cls.__dict__.get("_is_runtime"):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        return all(hasattr(instance, name) for name in _members(cls))

    def __subclasscheck__(cls, other):
        if super().__subclasscheck__(other):
            return True
        if not cls.__dict__.get("_is_protocol") or not cls.__dict__.get("_is_runtime"):
            return False
        return all(any(name in kind.__dict__ for kind in other.__mro__) for name in _members(cls))


def _members(cls):
    names = set()
    for kind in cls.__mro__:
        if kind.__dict__.get("_is_protocol"):
            names.update(name for name in kind.__dict__ if not name.startswith("_") or name in (
                "__call__", "__iter__", "__next__", "__len__", "__enter__", "__exit__", "__await__",
                "__aenter__", "__aexit__", "__getitem__", "__contains__", "__aiter__", "__anext__", "__int__", "__float__",
                "__complex__", "__bytes__", "__index__", "__abs__", "__round__"))
            names.update(kind.__dict__.get("__annotations__", ()))
    return names


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        cls._is_protocol = Protocol in cls.__bases__
        if cls._is_protocol and "__init__" not in cls.__dict__:
            cls.__init__ = _no_protocol_instances


def _no_protocol_instances(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")


def runtime_checkable(cls):
    cls._is_runtime = True
    return cls


runtime = runtime_checkable


@runtime_checkable
class SupportsFloat(Protocol):
    def __float__(self):
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    def __complex__(self):
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    def __bytes__(self):
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    def __index__(self):
        pass


@runtime_checkable
class SupportsAbs(Protocol):
    def __abs__(self):
        pass


@runtime_checkable
class SupportsRound(Protocol):
    def __round__(self, ndigits=0):
        pass


@runtime_checkable
class SupportsInt(Protocol):
    def __int__(self):
        pass


class _NamedTupleMeta(type):
    def __new__(cls, name, bases, space):
        annotations = space.get("__annotations__", {})
        defaults = []
        for field in annotations:
            if field in space:
                defaults.append(field)
            elif defaults:
                raise TypeError(
                    "non-default namedtuple field %s cannot follow default field%s %s"
                    % (field, "s" if len(defaults) > 1 else "", ", ".join(defaults)))
        made = _make_named_tuple(name, list(annotations.items()), [space[each] for each in defaults],
                                 space["__module__"])
        for key, value in space.items():
            if key in ("__new__", "__init__", "__slots__", "_fields", "_field_defaults"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in ("__module__", "__annotations__", "__qualname__", "__orig_bases__") and key not in annotations:
                setattr(made, key, value)
        made.__qualname__ = space.get("__qualname__", name)
        return made


def _make_named_tuple(name, fields, defaults=(), module=None):
    import collections

    made = collections.namedtuple(name, [field for field, _ in fields], defaults=defaults, module=module)
    made.__annotations__ = dict(fields)
    return made


_named_tuple_base = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})


class _NamedTupleForm:
    def __call__(self, typename, fields=None, /, **kwargs):
        pairs = list(fields if fields is not None else kwargs.items())
        return _make_named_tuple(typename, pairs, module=sys._getframe(1).f_globals.get("__name__"))

    def __mro_entries__(self, bases):
        return (_named_tuple_base,)

    def __repr__(self):
        return "<function NamedTuple>"


NamedTuple = _NamedTupleForm()


class _TypedDictMeta(type):
    def __new__(cls, name, bases, space, total=True):
        made = type.__new__(_TypedDictMeta, name, (dict,), dict(space))
        annotations = {}
        required, optional = set(), set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required |= getattr(base, "__required_keys__", frozenset())
            optional |= getattr(base, "__optional_keys__", frozenset())
        own = space.get("__annotations__", {})
        annotations.update(own)
        for key, kind in own.items():
            marked = getattr(kind, "_name", None)
            needed = total if marked not in ("Required", "NotRequired") else marked == "Required"
            (required if needed else optional).add(key)
        made.__annotations__ = annotations
        made.__required_keys__, made.__optional_keys__ = frozenset(required), frozenset(optional)
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")


_typed_dict_base = type.__new__(_TypedDictMeta, "TypedDict", (), {})


class _TypedDictForm:
    def __call__(self, typename, fields=None, /, *, total=True, **kwargs):
        space = {"__annotations__": dict(fields if fields is not None else kwargs),
                 "__module__": sys._getframe(1).f_globals.get("__name__")}
        return _TypedDictMeta(typename, (), space, total=total)

    def __mro_entries__(self, bases):
        return (_typed_dict_base,)

    def __repr__(self):
        return "<function TypedDict>"


TypedDict = _TypedDictForm()


class NewType:
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = sys._getframe(1).f_globals.get("__name__")

    def __call__(self, value):
        return value

    def __repr__(self):
        return "%s.%s" % (self.__module__, self.__qualname__)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class ForwardRef:
    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        self.__forward_arg__ = arg

    def __repr__(self):
        return "ForwardRef(%r)" % self.__forward_arg__


def cast(typ, val):
    return val


_overloads = {}


def overload(func):
    _overloads.setdefault((func.__module__, func.__qualname__), []).append(func)
    return _overload_dummy


def _overload_dummy(*args, **kwds):
    raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated "
                              "functions outside a stub module should always be followed by an implementation "
                              "that is not @overload-ed.")


def get_overloads(func):
    return list(_overloads.get((func.__module__, func.__qualname__), ()))


def clear_overloads():
    _overloads.clear()


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def no_type_check(arg):
    return arg


def no_type_check_decorator(decorator):
    return decorator


def dataclass_transform(**parameters):
    return lambda thing: thing


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    raise AssertionError("Expected code to be unreachable, but got: %r" % (arg,))


def reveal_type(obj, /):
    print("Runtime type is %r" % type(obj).__name__, file=sys.stderr)
    return obj


def get_origin(tp):
    if isinstance(tp, _Parameterised):
        return Annotated if tp._name == "Annotated" else tp.__origin__
    if isinstance(tp, (types.GenericAlias, _GenericAlias)):
        return tp.__origin__
    if isinstance(tp, types.UnionType):
        return types.UnionType
    return Generic if tp is Generic else None


def get_args(tp):
    if isinstance(tp, _Parameterised) and tp.__dict__.get("_list"):
        return (list(tp.__args__[:-1]), tp.__args__[-1])
    return tuple(getattr(tp, "__args__", ())) if get_origin(tp) is not None else ()


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    found = {}
    if isinstance(obj, type):
        sources = [(kind.__dict__.get("__annotations__", {}), vars(sys.modules.get(kind.__module__, sys)))
                   for kind in reversed(obj.__mro__)]
    else:
        while hasattr(obj, "__wrapped__"):
            obj = obj.__wrapped__
        sources = [(getattr(obj, "__annotations__", None) or {}, getattr(obj, "__globals__", None) or vars(obj))]
    for annotations, space in sources:
        for name, kind in annotations.items():
            if kind is None:
                kind = type(None)
            if isinstance(kind, ForwardRef):
                kind = kind.__forward_arg__
            if isinstance(kind, str):
                kind = eval(kind, space if globalns is None else globalns, localns)
            if not include_extras and isinstance(kind, _Parameterised) and kind._name == "Annotated":
                kind = kind.__origin__
            found[name] = kind
    return found


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


TYPE_CHECKING = False
