import functools
import sys
from types import GenericAlias, MappingProxyType

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields",
    "asdict", "astuple", "make_dataclass", "replace", "is_dataclass",
]


class FrozenInstanceError(AttributeError):
    pass


class _Factory:
    def __repr__(self):
        return "<factory>"


class _MISSING_TYPE:
    pass


class _KwOnly:
    pass


_FACTORY = _Factory()
MISSING = _MISSING_TYPE()
KW_ONLY = _KwOnly()
_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"


class InitVar:
    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        shown = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return "dataclasses.InitVar[%s]" % shown

    def __class_getitem__(cls, type):
        return InitVar(type)


class _Kind:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD, _CLASSVAR, _INITVAR = _Kind("_FIELD"), _Kind("_FIELD_CLASSVAR"), _Kind("_FIELD_INITVAR")


class Field:
    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare",
                 "metadata", "kw_only", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        names = ("name", "type", "default", "default_factory", "init", "repr", "hash", "compare",
                 "metadata", "kw_only", "_field_type")
        return "Field(%s)" % ",".join("%s=%r" % (name, getattr(self, name)) for name in names)

    def __set_name__(self, owner, name):
        tell = getattr(type(self.default), "__set_name__", None)
        if tell:
            tell(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _Params:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init, self.repr, self.eq = init, repr, eq
        self.order, self.unsafe_hash, self.frozen = order, unsafe_hash, frozen

    def __repr__(self):
        return "_DataclassParams(%s)" % ",".join(
            "%s=%r" % (name, getattr(self, name)) for name in self.__slots__)


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
          metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _guard_recursion(function):
    running = set()

    @functools.wraps(function)
    def wrapper(self):
        key = id(self)
        if key in running:
            return "..."
        running.add(key)
        try:
            return function(self)
        finally:
            running.discard(key)

    return wrapper


def _is_named(annotation, cls, names):
    """An annotation in quotes (or of `from __future__ import annotations`) that says one of `names`."""
    text = annotation.split("[")[0].strip()
    return text in names


def _kind_of(annotation, cls):
    if isinstance(annotation, InitVar) or annotation is InitVar:
        return _INITVAR
    if isinstance(annotation, str):
        if _is_named(annotation, cls, ("ClassVar", "typing.ClassVar", "t.ClassVar")):
            return _CLASSVAR
        if _is_named(annotation, cls, ("InitVar", "dataclasses.InitVar")):
            return _INITVAR
        return _FIELD
    typing = sys.modules.get("typing")
    if typing is not None:
        if annotation is typing.ClassVar or getattr(annotation, "__origin__", None) is typing.ClassVar:
            return _CLASSVAR
    return _FIELD


def _is_kw_only(annotation, cls):
    if isinstance(annotation, str):
        return _is_named(annotation, cls, ("KW_ONLY", "dataclasses.KW_ONLY"))
    return annotation is KW_ONLY


def _make_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        if type(default).__name__ == "member_descriptor":
            default = MISSING
        made = field(default=default)
    made.name = name
    made.type = annotation
    made._field_type = _kind_of(annotation, cls)
    if made._field_type is not _FIELD and made.default_factory is not MISSING:
        raise TypeError("field %s cannot have a default factory" % name)
    if made._field_type is _CLASSVAR:
        if made.kw_only is not MISSING:
            raise TypeError("field %s is a ClassVar but specifies kw_only" % name)
    elif made.kw_only is MISSING:
        made.kw_only = kw_only
    if made._field_type is _FIELD and made.default.__class__.__hash__ is None:
        raise ValueError(
            "mutable default %s for field %s is not allowed: use default_factory"
            % (type(made.default), name)
        )
    return made


def _annotated(cls, name, value):
    if name in cls.__dict__:
        return True
    if hasattr(value, "__qualname__"):
        value.__qualname__ = "%s.%s" % (cls.__qualname__, value.__name__)
    setattr(cls, name, value)
    return False


def _define(cls, name, parameters, body, space, annotations):
    """A method compiled from its text, as if it had been written in the class."""
    lines = ["def _make(%s):" % ", ".join(space), " def %s(%s):" % (name, ", ".join(parameters))]
    lines.extend("  " + line for line in body or ["pass"])
    lines.append(" return " + name)
    found = {}
    exec("\n".join(lines), sys.modules[cls.__module__].__dict__ if cls.__module__ in sys.modules else {}, found)
    made = found["_make"](**space)
    made.__qualname__ = "%s.%s" % (cls.__qualname__, name)
    made.__annotations__ = annotations
    return made


def _make_init(cls, own, frozen, slots):
    positional = [each for each in own if each.init and not each.kw_only]
    keywords = [each for each in own if each.init and each.kw_only]
    seen_default = False
    for each in positional:
        if each.default is not MISSING or each.default_factory is not MISSING:
            seen_default = True
        elif seen_default:
            raise TypeError("non-default argument %r follows default argument" % each.name)
    me = "__dataclass_self__" if any(each.name == "self" for each in own) else "self"
    space = {"_FACTORY": _FACTORY, "_set": object.__setattr__}
    body = []

    def parameter(each):
        if each.default is not MISSING:
            space["_default_" + each.name] = each.default
            return "%s=_default_%s" % (each.name, each.name)
        if each.default_factory is not MISSING:
            return "%s=_FACTORY" % each.name
        return each.name

    for each in own:
        value = None
        if each.default_factory is not MISSING:
            space["_factory_" + each.name] = each.default_factory
            value = "_factory_%s()" % each.name
            if each.init:
                value = "%s if %s is _FACTORY else %s" % (value, each.name, each.name)
        elif each.init:
            value = each.name
        elif slots and each.default is not MISSING:
            space["_default_" + each.name] = each.default
            value = "_default_" + each.name
        if value is None or each._field_type is _INITVAR:
            continue
        if frozen:
            body.append("_set(%s, %r, %s)" % (me, each.name, value))
        else:
            body.append("%s.%s = %s" % (me, each.name, value))
    if hasattr(cls, "__post_init__"):
        given = ", ".join(each.name for each in own if each._field_type is _INITVAR)
        body.append("%s.__post_init__(%s)" % (me, given))
    parameters = [me] + [parameter(each) for each in positional]
    if keywords:
        parameters += ["*"] + [parameter(each) for each in keywords]
    annotations = {each.name: each.type for each in own if each.init}
    annotations["return"] = None
    return _define(cls, "__init__", parameters, body, space, annotations)


def _make_repr(shown):
    names = [each.name for each in shown]

    def __repr__(self):
        return "%s(%s)" % (
            self.__class__.__qualname__,
            ", ".join(["%s=%r" % (name, getattr(self, name)) for name in names]),
        )

    return _guard_recursion(__repr__)


def _values(names):
    if len(names) == 0:
        return lambda self: ()
    if len(names) == 1:
        (only,) = names
        return lambda self: (getattr(self, only),)
    return lambda self: tuple([getattr(self, name) for name in names])


def _add_comparisons(cls, compared, eq, order):
    values = _values([each.name for each in compared])
    if eq:

        def __eq__(self, other):
            if other.__class__ is self.__class__:
                return values(self) == values(other)
            return NotImplemented

        _annotated(cls, "__eq__", __eq__)
    if not order:
        return

    def __lt__(self, other):
        if other.__class__ is self.__class__:
            return values(self) < values(other)
        return NotImplemented

    def __le__(self, other):
        if other.__class__ is self.__class__:
            return values(self) <= values(other)
        return NotImplemented

    def __gt__(self, other):
        if other.__class__ is self.__class__:
            return values(self) > values(other)
        return NotImplemented

    def __ge__(self, other):
        if other.__class__ is self.__class__:
            return values(self) >= values(other)
        return NotImplemented

    for method in (__lt__, __le__, __gt__, __ge__):
        if _annotated(cls, method.__name__, method):
            raise TypeError(
                "Cannot overwrite attribute %s in class %s. Consider using functools.total_ordering"
                % (method.__name__, cls.__name__)
            )


def _freeze(cls, own):
    names = tuple(each.name for each in own)

    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError("cannot assign to field %r" % name)
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError("cannot delete field %r" % name)
        super(cls, self).__delattr__(name)

    for method in (__setattr__, __delattr__):
        if _annotated(cls, method.__name__, method):
            raise TypeError("Cannot overwrite attribute %s in class %s" % (method.__name__, cls.__name__))


def _add_hash(cls, own, unsafe_hash, eq, frozen, has_hash):
    if unsafe_hash and has_hash:
        raise TypeError("Cannot overwrite attribute __hash__ in class %s" % cls.__name__)
    if unsafe_hash or (eq and frozen and not has_hash):
        values = _values([each.name for each in own if (each.compare if each.hash is None else each.hash)])

        def __hash__(self):
            return hash(values(self))

        __hash__.__qualname__ = cls.__qualname__ + ".__hash__"
        cls.__hash__ = __hash__
    elif eq and not frozen and not has_hash:
        cls.__hash__ = None


def _signature_text(cls, own):
    shown = []
    starred = False
    for each in sorted((each for each in own if each.init), key=lambda each: bool(each.kw_only)):
        if each.kw_only and not starred:
            starred = True
            shown.append("*")
        kind = each.type
        if isinstance(kind, type) and not isinstance(kind, GenericAlias):
            kind = kind.__qualname__ if kind.__module__ == "builtins" else "%s.%s" % (
                kind.__module__, kind.__qualname__)
        else:
            kind = repr(kind).replace("typing.", "")
        text = "%s: %s" % (each.name, kind)
        if each.default is not MISSING:
            text += " = %r" % (each.default,)
        elif each.default_factory is not MISSING:
            text += " = <factory>"
        shown.append(text)
    return ", ".join(shown)


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    all_fields = {}
    any_frozen_base = False
    has_bases = False
    for base in cls.__mro__[-1:0:-1]:
        theirs = base.__dict__.get(_FIELDS)
        if theirs is None:
            continue
        has_bases = True
        all_fields.update(theirs)
        if getattr(base, _PARAMS).frozen:
            any_frozen_base = True
    annotations = cls.__dict__.get("__annotations__", {})
    own = []
    seen_kw_only = False
    for name, annotation in annotations.items():
        if _is_kw_only(annotation, cls):
            if seen_kw_only:
                raise TypeError("%r is KW_ONLY, but KW_ONLY has already been specified" % name)
            seen_kw_only = True
            kw_only = True
        else:
            own.append(_make_field(cls, name, annotation, kw_only))
    for each in own:
        all_fields[each.name] = each
        if isinstance(getattr(cls, each.name, None), Field):
            if each.default is MISSING:
                delattr(cls, each.name)
            else:
                setattr(cls, each.name, each.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError("%r is a field but has no type annotation" % name)
    if has_bases:
        if any_frozen_base and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not any_frozen_base and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    setattr(cls, _FIELDS, all_fields)
    setattr(cls, _PARAMS, _Params(init, repr, eq, order, unsafe_hash, frozen))
    given_hash = cls.__dict__.get("__hash__", MISSING)
    has_hash = not (given_hash is MISSING or (given_hash is None and "__eq__" in cls.__dict__))
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    instance_fields = [each for each in all_fields.values() if each._field_type is _FIELD]
    init_fields = [each for each in all_fields.values() if each._field_type in (_FIELD, _INITVAR)]
    if init:
        _annotated(cls, "__init__", _make_init(cls, init_fields, frozen, slots))
    if repr:
        _annotated(cls, "__repr__", _make_repr([each for each in instance_fields if each.repr]))
    _add_comparisons(cls, [each for each in instance_fields if each.compare], eq, order)
    if frozen:
        _freeze(cls, instance_fields)
    _add_hash(cls, instance_fields, unsafe_hash, eq, frozen, has_hash)
    if match_args:
        _annotated(cls, "__match_args__", tuple(
            each.name for each in init_fields if each.init and not each.kw_only))
    if not getattr(cls, "__doc__"):
        cls.__doc__ = "%s(%s)" % (cls.__name__, _signature_text(cls, init_fields if init else []))
    if slots:
        cls = _with_slots(cls, frozen, weakref_slot)
    elif weakref_slot:
        raise TypeError("weakref_slot is True but slots is False")
    abstract = sys.modules.get("abc")
    if abstract is not None:
        abstract.update_abstractmethods(cls)
    return cls


def _with_slots(cls, frozen, weakref_slot):
    if "__slots__" in cls.__dict__:
        raise TypeError("%s already specifies __slots__" % cls.__name__)
    space = dict(cls.__dict__)
    names = tuple(each.name for each in fields(cls))
    inherited = set()
    for base in cls.__mro__[1:-1]:
        theirs = base.__dict__.get("__slots__", ())
        inherited.update((theirs,) if isinstance(theirs, str) else theirs)
    space["__slots__"] = tuple(name for name in names if name not in inherited)
    if weakref_slot:
        space["__slots__"] += ("__weakref__",)
    for name in names:
        space.pop(name, None)
    space.pop("__dict__", None)
    space.pop("__weakref__", None)
    qualname = getattr(cls, "__qualname__", None)
    made = type(cls)(cls.__name__, cls.__bases__, space)
    if qualname is not None:
        made.__qualname__ = qualname
    if frozen:
        for name in ("__setattr__", "__delattr__"):
            delattr(made, name)
        _freeze(made, fields(made))
    return made


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots,
                        weakref_slot)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        all_fields = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(each for each in all_fields.values() if each._field_type is _FIELD)


def _is_instance(thing):
    return hasattr(type(thing), _FIELDS)


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def _converted(thing, make, convert):
    kind = type(thing)
    if _is_instance(thing):
        return make(thing)
    if isinstance(thing, tuple) and hasattr(thing, "_fields"):
        return kind(*[convert(each) for each in thing])
    if isinstance(thing, (list, tuple)):
        return kind(convert(each) for each in thing)
    if isinstance(thing, dict):
        pairs = ((convert(key), convert(value)) for key, value in thing.items())
        if hasattr(kind, "default_factory"):
            made = kind(thing.default_factory)
            made.update(pairs)
            return made
        return kind(pairs)
    import copy

    return copy.deepcopy(thing)


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")

    def make(thing):
        return dict_factory([(each.name, convert(getattr(thing, each.name))) for each in fields(thing)])

    def convert(thing):
        return _converted(thing, make, convert)

    return make(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")

    def make(thing):
        return tuple_factory([convert(getattr(thing, each.name)) for each in fields(thing)])

    def convert(thing):
        return _converted(thing, make, convert)

    return make(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False,
                   weakref_slot=False):
    import keyword
    import types

    space = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, space[item[0]] = item
        else:
            raise TypeError("Invalid field: %r" % (item,))
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError("Field names must be valid identifiers: %r" % (name,))
        if keyword.iskeyword(name):
            raise TypeError("Field names must not be keywords: %r" % (name,))
        if name in annotations:
            raise TypeError("Field name duplicated: %r" % (name,))
        annotations[name] = kind
    space["__annotations__"] = annotations
    cls = types.new_class(cls_name, bases, {}, lambda names: names.update(space))
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for each in getattr(obj, _FIELDS).values():
        if each._field_type is _CLASSVAR:
            continue
        if not each.init:
            if each.name in changes:
                raise ValueError(
                    "field %s is declared with init=False, it cannot be specified with replace()" % each.name)
            continue
        if each.name not in changes:
            if each._field_type is _INITVAR and each.default is MISSING:
                raise ValueError("InitVar %r must be specified with replace()" % each.name)
            changes[each.name] = getattr(obj, each.name)
    return obj.__class__(**changes)
