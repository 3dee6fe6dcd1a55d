# What annotations are written with. Nothing here checks anything.


class _Form:
    def __init__(self, name):
        self._name = name

    def __repr__(self):
        return f"typing.{self._name}"

    def __getitem__(self, parameters):
        return _Parameterised(self, parameters)

    def __or__(self, other):
        return _Parameterised(Union, (self, other))

    def __ror__(self, other):
        return _Parameterised(Union, (other, self))

    def __call__(self, *arguments, **keywords):
        raise TypeError(f"Cannot instantiate {self!r}")


def _shown(parameter):
    if isinstance(parameter, (list, tuple)):
        return "[" + ", ".join(map(_shown, parameter)) + "]"
    if isinstance(parameter, type):
        if parameter.__module__ == "builtins":
            return parameter.__qualname__
        return f"{parameter.__module__}.{parameter.__qualname__}"
    return "..." if parameter is ... else repr(parameter)


class _Parameterised(_Form):
    def __init__(self, form, parameters):
        self.__origin__ = form
        self.__args__ = parameters if isinstance(parameters, tuple) else (parameters,)

    def __repr__(self):
        return f"{self.__origin__!r}[{', '.join(map(_shown, self.__args__))}]"

    def __eq__(self, other):
        return (
            isinstance(other, _Parameterised)
            and self.__origin__ is other.__origin__
            and self.__args__ == other.__args__
        )

    def __hash__(self):
        return hash((id(self.__origin__), self.__args__))


for _name in (
    "Any Union Optional Callable Awaitable Coroutine AsyncIterator AsyncIterable AsyncGenerator "
    "Iterator Iterable Generator List Dict Set FrozenSet Tuple Type Sequence Mapping "
    "MutableMapping MutableSequence Deque DefaultDict Counter ClassVar Final Literal Annotated "
    "NoReturn Never Self TypeAlias Concatenate Required NotRequired LiteralString Hashable Sized "
    "ContextManager AsyncContextManager Text"
).split():
    globals()[_name] = _Form(_name)
Text = str


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__bound__ = bound
        self.__constraints__ = constraints

    def __repr__(self):
        return f"~{self.__name__}"

    def __or__(self, other):
        return Union[self, other]


ParamSpec = TypeVarTuple = TypeVar
T = TypeVar("T")


class Generic:
    def __class_getitem__(cls, parameters):
        return cls


class Protocol(Generic):
    pass


class NamedTuple:
    def __init_subclass__(cls):
        raise NotImplementedError("typing.NamedTuple is not supported yet")


class TypedDict(dict):
    def __init_subclass__(cls, total=True):
        pass


def cast(typ, value):
    return value


def overload(function):
    return function


def final(thing):
    return thing


def runtime_checkable(cls):
    return cls


def no_type_check(thing):
    return thing


def NewType(name, kind):
    return lambda value: value


def get_type_hints(thing):
    return dict(getattr(thing, "__annotations__", {}))


TYPE_CHECKING = False
AnyStr = TypeVar("AnyStr", bytes, str)
