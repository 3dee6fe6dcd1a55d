# The part of module functools that is written in Python.
from functools import partial, update_wrapper


class _KeyOfComparison:
    __slots__ = ("obj", "_compare")

    def __init__(self, obj, compare):
        self.obj, self._compare = obj, compare

    def __lt__(self, other):
        return self._compare(self.obj, other.obj) < 0

    def __gt__(self, other):
        return self._compare(self.obj, other.obj) > 0

    def __eq__(self, other):
        return self._compare(self.obj, other.obj) == 0

    def __le__(self, other):
        return self._compare(self.obj, other.obj) <= 0

    def __ge__(self, other):
        return self._compare(self.obj, other.obj) >= 0

    __hash__ = None


def cmp_to_key(mycmp):
    return lambda obj: _KeyOfComparison(obj, mycmp)


def _derived(root, negated, with_equal):
    """A comparison made of another one: its result, negated or not, or equality."""

    def method(self, other):
        result = getattr(type(self), root)(self, other)
        if result is NotImplemented:
            return result
        if negated:
            result = not result
        if with_equal == "or":
            return result or self == other
        if with_equal == "and":
            return result and self != other
        return result

    return method


_recipes = {
    "__lt__": {"__gt__": (True, "and"), "__le__": (False, "or"), "__ge__": (True, "")},
    "__le__": {"__ge__": (True, "or"), "__lt__": (False, "and"), "__gt__": (True, "")},
    "__gt__": {"__lt__": (True, "and"), "__ge__": (False, "or"), "__le__": (True, "")},
    "__ge__": {"__le__": (True, "or"), "__gt__": (False, "and"), "__lt__": (True, "")},
}


def total_ordering(cls):
    roots = [name for name in _recipes if getattr(cls, name, None) is not getattr(object, name, None)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = "__lt__" if "__lt__" in roots else "__le__" if "__le__" in roots else max(roots)
    for name, recipe in _recipes[root].items():
        if name not in roots:
            method = _derived(root, *recipe)
            method.__name__ = name
            method.__qualname__ = "%s.%s" % (cls.__qualname__, name)
            setattr(cls, name, method)
    return cls


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError("%r is not callable or a descriptor" % (func,))
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func, self.args, self.keywords = func, args, keywords

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None and not isinstance(self.func, partial):
            bound = get(obj, cls)
            if bound is not self.func:
                made = partial(bound, *self.args, **self.keywords)
                if hasattr(bound, "__self__"):
                    made.__self__ = bound.__self__
                return made
        if obj is None:
            return partial(self.func, *self.args, **self.keywords)
        return partial(self.func, obj, *self.args, **self.keywords)

    def __set_name__(self, owner, name):
        pass

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    def __repr__(self):
        args = ", ".join(map(repr, self.args))
        keywords = ", ".join(f"{name}={value!r}" for name, value in self.keywords.items())
        kind = type(self)
        return f"{kind.__module__}.{kind.__qualname__}({self.func}, {args}, {keywords})"


def _find_implementation(cls, registry):
    for kind in cls.__mro__[:-1]:
        if kind in registry:
            return registry[kind]
    abstract = [kind for kind in registry if kind is not object and issubclass(cls, kind)]
    best = None
    for kind in abstract:
        if best is None or issubclass(kind, best):
            best = kind
        elif not issubclass(best, kind):
            raise RuntimeError("Ambiguous dispatch: %r or %r" % (best, kind))
    return registry[object if best is None else best]


def _classes_of(annotation):
    import types

    if isinstance(annotation, types.UnionType) or repr(getattr(annotation, "__origin__", "")) == "typing.Union":
        return annotation.__args__
    return None


def singledispatch(func):
    from types import MappingProxyType

    registry = {object: func}
    found = {}

    def dispatch(cls):
        try:
            return found[cls]
        except KeyError:
            found[cls] = _find_implementation(cls, registry)
            return found[cls]

    def register(cls, func=None):
        kinds = _classes_of(cls)
        if isinstance(cls, type) or kinds is not None:
            if func is None:
                return lambda function: register(cls, function)
        else:
            if func is not None:
                raise TypeError("Invalid first argument to `register()`. %r is not a class or union type." % (cls,))
            annotations = getattr(cls, "__annotations__", {})
            if not annotations:
                raise TypeError(
                    "Invalid first argument to `register()`: %r. Use either `@register(some_class)` or plain "
                    "`@register` on an annotated function." % (cls,))
            func = cls
            argument, cls = next(iter(annotations.items()))
            if isinstance(cls, str):
                cls = eval(cls, func.__globals__)
            kinds = _classes_of(cls)
            if not isinstance(cls, type) and kinds is None:
                raise TypeError("Invalid annotation for %r. %r is not a class." % (argument, cls))
        for kind in kinds or (cls,):
            registry[kind] = func
        found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError("%s requires at least 1 positional argument" % name)
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    wrapper.register, wrapper.dispatch = register, dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = found.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError("%r is not callable or a descriptor" % (func,))
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            return self.dispatcher.dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)

        method.__isabstractmethod__ = getattr(self.func, "__isabstractmethod__", False)
        method.register = self.register
        update_wrapper(method, self.func)
        return method


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names (%r and %r)."
                            % (self.attrname, name))

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            kept = instance.__dict__
        except AttributeError:
            raise TypeError("No '__dict__' attribute on %r instance to cache %r property."
                            % (type(instance).__name__, self.attrname)) from None
        if self.attrname not in kept:
            kept[self.attrname] = self.func(instance)
        return kept[self.attrname]




for _public in (cmp_to_key, total_ordering, partialmethod, singledispatch, singledispatchmethod, cached_property):
    _public.__module__ = "functools"
