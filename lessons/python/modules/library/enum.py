from functools import reduce
from operator import or_

__all__ = [
    "EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto",
    "unique", "property", "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM",
    "EJECT", "KEEP", "global_flag_repr", "global_enum_repr", "global_str", "global_enum",
    "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE",
]

_plain_property = property
Enum = Flag = ReprEnum = None


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class _Unset:
    def __repr__(self):
        return "_auto_null"


_unset = _Unset()


class auto:
    def __init__(self, value=_unset):
        self.value = value

    def __repr__(self):
        return "auto(%r)" % (self.value,)


class property(_plain_property):
    """An attribute of members that leaves its name free for a member."""

    name = None
    clsname = None

    def __get__(self, instance, owner=None):
        if instance is None:
            try:
                return owner._member_map_[self.name]
            except KeyError:
                raise AttributeError(
                    "%r has no attribute %r" % (owner, self.name)
                ) from None
        if self.fget is None:
            try:
                return owner._member_map_[self.name]
            except KeyError:
                raise AttributeError(
                    "%r member has no attribute %r" % (owner, self.name)
                ) from None
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("<enum %r> cannot set attribute %r" % (self.clsname, self.name))
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("<enum %r> cannot delete attribute %r" % (self.clsname, self.name))
        return self.fdel(instance)

    def __set_name__(self, owner, name):
        self.name = name
        self.clsname = owner.__name__


def _is_dunder(name):
    return (
        len(name) > 4
        and name[:2] == name[-2:] == "__"
        and name[2] != "_"
        and name[-3] != "_"
    )


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(class_name, name):
    prefix = "_%s__" % class_name
    return (
        len(name) > len(prefix)
        and name.startswith(prefix)
        and (name[-1] != "_" or name[-2] != "_")
    )


def _is_descriptor(value):
    kind = type(value)
    return hasattr(kind, "__get__") or hasattr(kind, "__set__") or hasattr(kind, "__delete__")


def _is_single_bit(number):
    return number > 0 and number & (number - 1) == 0


_known_sunder = (
    "_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_",
)
_kept_sunder = _known_sunder + ("_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_")


class EnumDict(dict):
    def __init__(self):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._cls_name = None
        self._generate_next_value = None

    def __setitem__(self, key, value):
        if _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if key not in _kept_sunder:
                raise ValueError("_sunder_ names, such as %r, are reserved for future Enum use" % key)
            if key == "_generate_next_value_":
                if self._auto_called:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._generate_next_value = getattr(value, "__func__", value)
            elif key == "_ignore_":
                if isinstance(value, str):
                    value = value.replace(",", " ").split()
                else:
                    value = list(value)
                self._ignore = value
                already = set(value) & set(self._member_names)
                if already:
                    raise ValueError("_ignore_ cannot specify already set names: %r" % (already,))
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError("%r already defined as %r" % (key, self[key]))
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif not isinstance(value, member) and _is_descriptor(value):
            pass
        else:
            if isinstance(value, member):
                value = value.value
            elif key in self:
                raise TypeError("%r already defined as %r" % (key, self[key]))
            value = self._resolve_autos(key, value)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _resolve_autos(self, key, value):
        if isinstance(value, auto):
            return self._next(key, value)
        if type(value) is tuple and any(isinstance(each, auto) for each in value):
            return tuple(self._next(key, each) if isinstance(each, auto) else each for each in value)
        return value

    def _next(self, key, value):
        self._auto_called = True
        if value.value is _unset:
            value.value = self._generate_next_value(
                key, 1, len(self._member_names), self._last_values[:]
            )
        return value.value

    def update(self, members, **more_members):
        for key, value in dict(members).items():
            self[key] = value
        for key, value in more_members.items():
            self[key] = value


class EnumType(type):
    """What makes enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **keywords):
        if Enum is None:
            return {}
        metacls._check_for_existing_members_(cls, bases)
        names = EnumDict()
        names._cls_name = cls
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            names["_generate_next_value_"] = getattr(first_enum, "_generate_next_value_", None)
        return names

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **keywords):
        if Enum is None:
            made = super().__new__(metacls, cls, bases, dict(classdict), **keywords)
            made._member_names_ = []
            made._member_map_ = {}
            made._value2member_map_ = {}
            return made
        classdict.setdefault("_ignore_", []).append("_ignore_")
        for key in classdict["_ignore_"]:
            classdict.pop(key, None)
        member_names = list(classdict._member_names)
        for name in member_names:
            if name in ("mro", ""):
                raise ValueError("invalid enum member name(s) %r" % (name,))
        order = classdict.pop("_order_", None)
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        new_member, save_new, use_args = metacls._find_new_(classdict, member_type, first_enum)
        generate = classdict._generate_next_value
        values = [(name, dict.pop(classdict, name)) for name in member_names]
        space = dict(classdict)
        space["_new_member_"] = new_member
        space["_use_args_"] = use_args
        if generate is not None:
            space["_generate_next_value_"] = staticmethod(generate)
        space["_member_names_"] = []
        space["_member_map_"] = {}
        space["_value2member_map_"] = {}
        space["_unhashable_values_"] = []
        space["_member_type_"] = member_type
        is_flag = Flag is not None and any(issubclass(base, Flag) for base in bases)
        if "_value_repr_" not in space:
            space["_value_repr_"] = metacls._find_data_repr_(cls, bases)
        if is_flag:
            space["_boundary_"] = boundary or getattr(first_enum, "_boundary_", None)
            space["_flag_mask_"] = 0
            space["_singles_mask_"] = 0
            space["_all_bits_"] = 0
            space["_inverted_"] = None
        else:
            space["_boundary_"] = boundary
        made = super().__new__(metacls, cls, bases, space, **keywords)
        if ReprEnum is not None and ReprEnum in bases:
            if member_type is object:
                raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
            if "__format__" not in space:
                made.__format__ = member_type.__format__
            if "__str__" not in space:
                text = member_type.__str__
                made.__str__ = member_type.__repr__ if text is object.__str__ else text
        for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
            if name in space or name == "__reduce_ex__":
                continue
            in_class = getattr(made, name)
            in_data = getattr(member_type, name, None)
            in_enum = getattr(first_enum, name, None)
            if name in ("__repr__",) and in_class is in_data and in_data is not object.__repr__:
                setattr(made, name, in_enum)
            elif name not in made.__dict__ and in_class is in_data and in_enum is not None:
                setattr(made, name, in_enum)
        for name, value in values:
            made._add_member_(name, value, first_enum)
        if is_flag:
            made._finish_flag_(member_names)
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if name not in space:
                    inherited = getattr(Flag, name) if Flag is not None else None
                    if getattr(made, name) is getattr(member_type, name, None) and inherited:
                        setattr(made, name, inherited)
        if save_new:
            made.__new_member__ = made.__dict__["__new__"]
        made.__new__ = Enum.__new__
        if order is not None:
            if isinstance(order, str):
                order = order.replace(",", " ").split()
            names = made._member_names_
            if is_flag:
                order = [each for each in order if each in names]
            if order != list(names):
                raise TypeError("member order does not match _order_:\n  %r\n  %r" % (names, order))
        return made

    def __init__(cls, *arguments, **keywords):
        pass

    def _add_member_(cls, name, value, first_enum):
        arguments = value if isinstance(value, tuple) else (value,)
        if cls._member_type_ is tuple:
            arguments = (arguments,)
        if not cls._use_args_:
            made = cls._new_member_(cls)
        else:
            made = cls._new_member_(cls, *arguments)
        if not hasattr(made, "_value_"):
            if cls._member_type_ is object:
                made._value_ = value
            else:
                try:
                    made._value_ = cls._member_type_(*arguments)
                except Exception as error:
                    complaint = TypeError(
                        "_value_ not set in __new__, unable to create it"
                    )
                    complaint.__cause__ = error
                    raise complaint
        value = made._value_
        made._name_ = name
        made.__objclass__ = cls
        made.__init__(*arguments)
        made._sort_order_ = len(cls._member_names_)
        is_flag = Flag is not None and issubclass(cls, Flag)
        if is_flag and isinstance(value, int):
            cls._flag_mask_ |= value
            if _is_single_bit(value):
                cls._singles_mask_ |= value
            cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1
        found = None
        try:
            found = cls._value2member_map_.get(value)
        except TypeError:
            pass
        if found is None:
            for other in cls._member_map_.values():
                if other._value_ == value:
                    found = other
                    break
        if found is not None:
            made = found
        elif not is_flag or not isinstance(value, int) or _is_single_bit(value):
            cls._member_names_.append(name)
        redirect = None
        for base in cls.__mro__[1:]:
            descriptor = base.__dict__.get(name)
            if descriptor is not None:
                if isinstance(descriptor, _plain_property):
                    redirect = property(getattr(descriptor, "fget", None), getattr(descriptor, "fset", None),
                                        getattr(descriptor, "fdel", None))
                break
        if redirect is not None:
            redirect.__set_name__(cls, name)
            type.__setattr__(cls, name, redirect)
        else:
            type.__setattr__(cls, name, made)
        cls._member_map_[name] = made
        try:
            cls._value2member_map_.setdefault(value, made)
        except TypeError:
            cls._unhashable_values_.append(value)

    def _finish_flag_(cls, member_names):
        single = 0
        several = 0
        for made in cls._member_map_.values():
            if not isinstance(made._value_, int):
                continue
            if _is_single_bit(made._value_):
                single |= made._value_
            else:
                several |= made._value_
        if cls._boundary_ is not KEEP:
            missing = several & ~single if several > 0 else 0
            if missing:
                raise TypeError("invalid Flag %r -- missing values 0x%x" % (cls.__name__, missing))
        ordered = sorted(
            (cls._member_map_[name] for name in cls._member_names_), key=lambda each: each._value_
        )
        if ordered != [cls._member_map_[name] for name in cls._member_names_]:
            cls._iter_member_ = cls._iter_member_by_def_

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start,
                            boundary=boundary)

    def __contains__(cls, value):
        if not isinstance(value, Enum):
            import warnings

            warnings.warn(
                "in 3.12 __contains__ will no longer raise TypeError, but will return True or\n"
                "False depending on whether the value is a member or the value of a member",
                DeprecationWarning, stacklevel=2)
            raise TypeError(
                "unsupported operand type(s) for 'in': '%s' and '%s'"
                % (type(value).__qualname__, cls.__class__.__qualname__)
            )
        return isinstance(value, cls) and value._name_ in cls._member_map_

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("%r cannot delete member %r." % (cls.__name__, name))
        super().__delattr__(name)

    def __dir__(cls):
        own = set(
            ["__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__",
             "__len__", "__members__", "__module__", "__name__", "__qualname__"]
            + cls._member_names_
        )
        if cls._member_type_ is object:
            return sorted(own)
        return sorted(set(dir(cls._member_type_)) | own)

    def __getattr__(cls, name):
        raise AttributeError(name)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @_plain_property
    def __members__(cls):
        from types import MappingProxyType

        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return "<flag %r>" % cls.__name__
        return "<enum %r>" % cls.__name__

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("cannot reassign member %r" % (name,))
        super().__setattr__(name, value)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        _, first_enum = cls._get_mixins_(class_name, bases)
        space = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            given, names = names, []
            last = []
            for count, name in enumerate(given):
                value = first_enum._generate_next_value_(name, start, count, last[:])
                last.append(value)
                names.append((name, value))
        if isinstance(names, dict) or hasattr(names, "items"):
            names = list(names.items())
        for item in names:
            name, value = item
            space[name] = value
        if module is None:
            import sys

            try:
                module = sys._getframe(2).f_globals["__name__"]
            except (AttributeError, ValueError, KeyError):
                module = None
        if module is not None:
            space["__module__"] = module
        if qualname is not None:
            space["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, space, boundary=boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        import sys

        module_globals = sys.modules[module].__dict__
        source = source.__dict__ if source else module_globals
        members = sorted(
            ((key, value) for key, value in source.items() if filter(key)),
            key=lambda pair: (pair[1], pair[0]),
        )
        made = cls(name, members, module=module, boundary=boundary or KEEP)
        module_globals.update(made.__members__)
        module_globals[name] = made
        return made

    @classmethod
    def _check_for_existing_members_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError(
                        "<enum %r> cannot extend %r" % (class_name, base)
                    )

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        if not bases:
            return object, Enum
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError(
                "new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`"
            )
        return mcls._find_data_type_(class_name, bases) or object, first_enum

    @classmethod
    def _find_data_repr_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    return base._value_repr_
                if "__repr__" in base.__dict__:
                    return base.__dict__["__repr__"]
        return None

    @classmethod
    def _find_data_type_(mcls, class_name, bases):
        found = []
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        if base._member_type_ not in found:
                            found.append(base._member_type_)
                        break
                elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                    if (candidate or base) not in found:
                        found.append(candidate or base)
                    break
                else:
                    candidate = candidate or base
        if len(found) > 1:
            raise TypeError("too many data types for %r: %r" % (class_name, set(found)))
        return found[0] if found else None

    @classmethod
    def _find_new_(mcls, classdict, member_type, first_enum):
        new = classdict.get("__new__", None)
        save_new = first_enum is not None and new is not None
        if new is None:
            for name in ("__new_member__", "__new__"):
                for candidate in (member_type, first_enum):
                    target = getattr(candidate, name, None)
                    if target not in (None, object.__new__, getattr(Enum, "__new__", None)):
                        new = target
                        break
                if new is not None:
                    break
            else:
                new = object.__new__
        if isinstance(new, staticmethod):
            new = new.__func__
        return new, save_new, first_enum is not None and new is not object.__new__


EnumMeta = EnumType


class Enum(metaclass=EnumType):
    """A class whose objects are named constants."""

    _member_type_ = object
    _value_repr_ = None
    _boundary_ = None
    _use_args_ = False
    _new_member_ = object.__new__

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for each in cls._member_map_.values():
                if each._value_ == value:
                    return each
        problem = None
        result = None
        try:
            result = cls._missing_(value)
        except Exception as error:
            problem = error
        if isinstance(result, cls):
            return result
        if (
            Flag is not None
            and issubclass(cls, Flag)
            and cls._boundary_ is EJECT
            and isinstance(result, int)
        ):
            return result
        invalid = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        if result is None and problem is None:
            raise invalid
        if problem is None:
            problem = TypeError(
                "error in %s._missing_: returned %r instead of None or a valid member"
                % (cls.__name__, result)
            )
        if not isinstance(problem, ValueError):
            problem.__context__ = invalid
        raise problem

    def __init__(self, *arguments, **keywords):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return sorted(last_values)[-1] + 1
        except TypeError:
            import warnings

            warnings.warn(
                "In 3.13 the default `auto()`/`_generate_next_value_` will require all values to be "
                "sortable and support adding +1\nand the value returned will be the largest value in "
                "the enum incremented by 1",
                DeprecationWarning,
                stacklevel=3,
            )
            for value in reversed(last_values):
                try:
                    return value + 1
                except TypeError:
                    pass
            return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        show = self.__class__._value_repr_ or repr
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, show(self._value_))

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __dir__(self):
        if self.__class__._member_type_ is object:
            own = {"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"}
        else:
            own = set(object.__dir__(self))
        own.update(getattr(self, "__dict__", ()))
        for kind in self.__class__.mro():
            for name, thing in kind.__dict__.items():
                if name[0] != "_" and name not in self._member_map_:
                    own.add(name)
        return sorted(each for each in own if each == "__class__" or each[0] != "_" or each[1:2] == "_")

    def __format__(self, spec):
        return str.__format__(str(self), spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, protocol):
        return (self.__class__, (self._value_,))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_


class ReprEnum(Enum):
    """Only repr() is the enumeration's own; str() and format() are the data type's."""


class IntEnum(int, ReprEnum):
    pass


def _str_new(cls, *values):
    if len(values) > 3:
        raise TypeError("too many arguments for str(): %r" % (values,))
    if len(values) == 1 and not isinstance(values[0], str):
        raise TypeError("%r is not a string" % (values[0],))
    if len(values) >= 2 and not isinstance(values[1], str):
        raise TypeError("encoding must be a string, not %r" % (values[1],))
    if len(values) == 3 and not isinstance(values[2], str):
        raise TypeError("errors must be a string, not %r" % (values[2]))
    value = str(*values)
    made = str.__new__(cls, value)
    made._value_ = value
    return made


class StrEnum(str, ReprEnum):
    __new__ = _str_new

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=STRICT):
    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            high = last.bit_length() - 1
        except Exception:
            raise TypeError("invalid flag value %r" % last) from None
        return 2 ** (high + 1)

    @classmethod
    def _iter_member_by_value_(cls, value):
        bit = 1
        rest = value & cls._flag_mask_
        while rest:
            if rest & bit:
                yield cls._value2member_map_.get(bit)
                rest &= ~bit
            bit <<= 1

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda each: each._sort_order_)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        mask = cls._flag_mask_
        all_bits = cls._all_bits_
        boundary = cls._boundary_
        negative = None
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ mask):
            if boundary is STRICT:
                bits = max(value.bit_length(), mask.bit_length())
                raise ValueError(
                    "%r invalid value %r\n    given %s\n  allowed %s"
                    % (cls, value, _bits(value, bits), _bits(mask, bits))
                )
            if boundary is CONFORM:
                value &= mask
            elif boundary is EJECT:
                return value
            elif boundary is KEEP:
                if value < 0:
                    value = max(all_bits + 1, 2 ** value.bit_length()) + value
            else:
                raise ValueError("%r unknown flag boundary %r" % (cls, boundary))
        if value < 0:
            negative = value
            value = all_bits + 1 + value
        unknown = value & ~mask
        members = [each for each in cls._iter_member_(value)]
        if unknown and boundary is not KEEP:
            raise ValueError("%s(%r) -->  unknown values %r [%s]" % (cls.__name__, value, unknown, bin(unknown)))
        if cls._member_type_ is object:
            made = object.__new__(cls)
        else:
            made = cls._member_type_.__new__(cls, value)
        if not hasattr(made, "_value_"):
            made._value_ = value
        if members:
            made._name_ = "|".join(each._name_ for each in members)
            if unknown:
                made._name_ += "|%s" % cls._numeric_repr_(unknown)
        else:
            made._name_ = None
        made.__objclass__ = cls
        made._sort_order_ = len(cls._member_map_)
        made = cls._value2member_map_.setdefault(value, made)
        if negative is not None:
            cls._value2member_map_[negative] = made
        return made

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                "unsupported operand type(s) for 'in': %r and %r"
                % (type(other).__qualname__, self.__class__.__qualname__)
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        name = self.__class__.__name__
        show = self.__class__._value_repr_ or repr
        if self._name_ is None:
            return "<%s: %s>" % (name, show(self._value_))
        return "<%s.%s: %s>" % (name, self._name_, show(self._value_))

    def __str__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return "%s(%r)" % (name, self._value_)
        return "%s.%s" % (name, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _get_value(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def __or__(self, other):
        other = self._get_value(other)
        if other is None:
            return NotImplemented
        return self.__class__(self._value_ | other)

    def __and__(self, other):
        other = self._get_value(other)
        if other is None:
            return NotImplemented
        return self.__class__(self._value_ & other)

    def __xor__(self, other):
        other = self._get_value(other)
        if other is None:
            return NotImplemented
        return self.__class__(self._value_ ^ other)

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    pass


def _bits(number, width=None):
    ceiling = 2 ** number.bit_length()
    if number >= 0:
        text = bin(number + ceiling).replace("1", "0", 1)
    else:
        text = bin(~number ^ (ceiling - 1) + ceiling)
    sign, digits = text[:3], text[3:]
    if width is not None and len(digits) < width:
        digits = (sign[-1] * width + digits)[-width:]
    return "%s %s" % (sign, digits)


def unique(enumeration):
    duplicates = [
        (name, made._name_)
        for name, made in enumeration.__members__.items()
        if name != made._name_
    ]
    if duplicates:
        details = ", ".join("%s -> %s" % (alias, name) for alias, name in duplicates)
        raise ValueError("duplicate values found in %r: %s" % (enumeration, details))
    return enumeration


class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        name = enumeration.__name__
        is_flag = issubclass(enumeration, Flag)
        for check in self.checks:
            if check is UNIQUE:
                duplicates = [
                    (alias, made._name_)
                    for alias, made in enumeration.__members__.items()
                    if alias != made._name_
                ]
                if duplicates:
                    details = ", ".join("%s -> %s" % pair for pair in duplicates)
                    raise ValueError("aliases found in %r: %s" % (enumeration, details))
            elif check is CONTINUOUS:
                values = set(each._value_ for each in enumeration)
                if len(values) < 2:
                    continue
                low, high = min(values), max(values)
                missing = []
                if is_flag:
                    for bit in range(low.bit_length(), high.bit_length()):
                        if 2 ** bit not in values:
                            missing.append(2 ** bit)
                else:
                    missing = [each for each in range(low + 1, high) if each not in values]
                if missing:
                    raise ValueError(
                        ("invalid %s %r: missing values %s" % (
                            "flag" if is_flag else "enum", name,
                            ", ".join(str(each) for each in missing)))[:256]
                    )
            elif check is NAMED_FLAGS:
                missing = 0
                names = []
                values = [each._value_ for each in enumeration._member_map_.values()]
                for alias, made in enumeration._member_map_.items():
                    if made._value_ < 0 or _is_single_bit(made._value_):
                        continue
                    lacking = [
                        2 ** bit
                        for bit in range(made._value_.bit_length())
                        if made._value_ >> bit & 1 and 2 ** bit not in values
                    ]
                    if lacking:
                        names.append(alias)
                        missing = reduce(or_, lacking, missing)
                if missing:
                    if len(names) == 1:
                        described = "alias %s is missing" % names[0]
                    else:
                        described = "aliases %s and %s are missing" % (", ".join(names[:-1]), names[-1])
                    raise ValueError(
                        "invalid Flag %r: %s combined values of 0x%x [use enum.show_flag_values(value) for details]"
                        % (name, described, missing)
                    )
        return enumeration


def show_flag_values(value):
    found = []
    for bit in range(value.bit_length()):
        if value >> bit & 1:
            found.append(2 ** bit)
    return found


def global_enum_repr(self):
    return "%s.%s" % (self.__class__.__module__.split(".")[-1], self._name_)


def global_flag_repr(self):
    module = self.__class__.__module__.split(".")[-1]
    if self._name_ is None:
        return "%s.%s(%r)" % (module, self.__class__.__name__, self._value_)
    if _is_single_bit(self._value_):
        return "%s.%s" % (module, self._name_)
    return "|".join("%s.%s" % (module, name) for name in self._name_.split("|"))


def global_str(self):
    if self._name_ is None:
        return "%s(%r)" % (self.__class__.__name__, self._value_)
    return self._name_


def global_enum(cls, update_str=False):
    import sys

    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls
