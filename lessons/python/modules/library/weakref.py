import itertools
from _weakref import getweakrefcount, getweakrefs, ref

__all__ = [
    "ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType",
    "ProxyType", "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod",
    "finalize",
]

ReferenceType = ref


def _forwarded(name):
    def forward(self, *arguments):
        return getattr(_target(self), name)(*arguments)

    forward.__name__ = name
    return forward


def _target(proxy):
    target = object.__getattribute__(proxy, "_reference")()
    if target is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return target


class ProxyType:
    __slots__ = ("_reference", "__weakref__")

    def __init__(self, target, callback=None):
        notify = None if callback is None else lambda reference: callback(self)
        object.__setattr__(self, "_reference", ref(target, notify))

    def __getattribute__(self, name):
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, value)

    def __delattr__(self, name):
        delattr(_target(self), name)

    def __repr__(self):
        target = object.__getattribute__(self, "_reference")()
        return "<weakproxy at %#014x to %s at %#014x>" % (id(self), type(target).__name__, id(target))

    def __str__(self):
        return str(_target(self))

    def __bool__(self):
        return bool(_target(self))

    def __len__(self):
        return len(_target(self))

    def __iter__(self):
        return iter(_target(self))

    def __next__(self):
        return next(_target(self))

    def __getitem__(self, key):
        return _target(self)[key]

    def __setitem__(self, key, value):
        _target(self)[key] = value

    def __delitem__(self, key):
        del _target(self)[key]

    def __contains__(self, item):
        return item in _target(self)

    def __eq__(self, other):
        return _target(self) == (_target(other) if isinstance(other, ProxyType) else other)

    __hash__ = None


for _name in (
    "lt le gt ge add sub mul truediv floordiv mod pow and or xor lshift rshift radd rsub rmul "
    "rtruediv neg pos invert int float index enter exit aenter aexit await aiter anext"
).split():
    setattr(ProxyType, "__%s__" % _name, _forwarded("__%s__" % _name))


class CallableProxyType(ProxyType):
    __slots__ = ()

    def __call__(self, *arguments, **keywords):
        return _target(self)(*arguments, **keywords)


ProxyTypes = (ProxyType, CallableProxyType)


def proxy(object, callback=None, /):
    return (CallableProxyType if callable(object) else ProxyType)(object, callback)


class WeakMethod(ref):
    """A weak reference to a bound method: dead when its object is."""

    def __new__(cls, method, callback=None):
        try:
            owner, function = method.__self__, method.__func__
        except AttributeError:
            raise TypeError(
                "argument should be a bound method, not %s" % type(method)
            ) from None

        def gone(_):
            self = own()
            if self is not None and self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, owner, gone)
        self._function = ref(function, gone)
        self._kind = type(method)
        self._alive = True
        own = ref(self)
        return self

    def __call__(self):
        owner = super().__call__()
        function = self._function()
        if owner is None or function is None:
            return None
        return self._kind(function, owner)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._function == other._function

    __hash__ = ref.__hash__


class KeyedRef(ref):
    __slots__ = ("key",)

    def __new__(cls, target, callback, key):
        self = ref.__new__(cls, target, callback)
        self.key = key
        return self

    def __init__(self, target, callback, key):
        super().__init__(target, callback)


class _Mapping:
    def __repr__(self):
        return "<%s at %#x>" % (self.__class__.__name__, id(self))

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def keys(self):
        for key, _ in self.items():
            yield key

    __iter__ = keys

    def values(self):
        for _, value in self.items():
            yield value

    def update(self, other=None, /, **keywords):
        if other is not None:
            pairs = other.items() if hasattr(other, "items") else other
            for key, value in pairs:
                self[key] = value
        for key, value in keywords.items():
            self[key] = value

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
            return default

    def clear(self):
        self.data.clear()

    def copy(self):
        made = self.__class__()
        for key, value in self.items():
            made[key] = value
        return made

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy

        made = self.__class__()
        for key, value in self.items():
            made[key if isinstance(self, WeakKeyDictionary) else deepcopy(key, memo)] = (
                deepcopy(value, memo) if isinstance(self, WeakKeyDictionary) else value
            )
        return made

    def __eq__(self, other):
        if not hasattr(other, "items"):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None

    def __or__(self, other):
        made = self.copy()
        made.update(other)
        return made

    def __ior__(self, other):
        self.update(other)
        return self


class WeakValueDictionary(_Mapping):
    def __init__(self, other=(), /, **keywords):
        self.data = {}
        own = ref(self)

        def remove(reference):
            mapping = own()
            if mapping is not None and mapping.data.get(reference.key) is reference:
                del mapping.data[reference.key]

        self._remove = remove
        self.update(other, **keywords)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del self.data[key]

    def __len__(self):
        return len(self.data)

    def items(self):
        for key, reference in list(self.data.items()):
            value = reference()
            if value is not None:
                yield key, value

    def valuerefs(self):
        return list(self.data.values())

    def itervaluerefs(self):
        yield from list(self.data.values())

    def pop(self, key, *default):
        try:
            value = self.data.pop(key)()
        except KeyError:
            value = None
        if value is None:
            if default:
                return default[0]
            raise KeyError(key)
        return value

    def popitem(self):
        while True:
            key, reference = self.data.popitem()
            value = reference()
            if value is not None:
                return key, value


class WeakKeyDictionary(_Mapping):
    def __init__(self, other=None, /):
        self.data = {}
        own = ref(self)

        def remove(reference):
            mapping = own()
            if mapping is not None:
                mapping.data.pop(reference, None)

        self._remove = remove
        if other is not None:
            self.update(other)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def __len__(self):
        return len(self.data)

    def items(self):
        for reference, value in list(self.data.items()):
            key = reference()
            if key is not None:
                yield key, value

    def keyrefs(self):
        return list(self.data)

    def pop(self, key, *default):
        return self.data.pop(ref(key), *default)

    def popitem(self):
        while True:
            reference, value = self.data.popitem()
            key = reference()
            if key is not None:
                return key, value


class WeakSet:
    def __init__(self, data=None):
        self.data = {}
        own = ref(self)

        def remove(reference):
            kept = own()
            if kept is not None:
                kept.data.pop(reference, None)

        self._remove = remove
        if data is not None:
            self.update(data)

    def __iter__(self):
        for reference in list(self.data):
            item = reference()
            if item is not None:
                yield item

    def __len__(self):
        return len(self.data)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def __repr__(self):
        return repr({reference for reference in self.data}) if self.data else "set()"

    def add(self, item):
        reference = ref(item, self._remove)
        self.data.setdefault(reference, None)

    def remove(self, item):
        del self.data[ref(item)]

    def discard(self, item):
        self.data.pop(ref(item), None)

    def clear(self):
        self.data.clear()

    def pop(self):
        while True:
            try:
                reference, _ = self.data.popitem()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            item = reference()
            if item is not None:
                return item

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return self.__class__(self)

    def __ior__(self, other):
        self.update(other)
        return self

    def union(self, other):
        return self.__class__(itertools.chain(self, other))

    def difference(self, other):
        other = set(other)
        return self.__class__(item for item in self if item not in other)

    def difference_update(self, other):
        for item in list(other):
            self.discard(item)

    def intersection(self, other):
        other = set(other)
        return self.__class__(item for item in self if item in other)

    def symmetric_difference(self, other):
        mine, other = set(self), set(other)
        return self.__class__(mine ^ other)

    def issubset(self, other):
        other = set(other)
        return all(item in other for item in self)

    def issuperset(self, other):
        return all(item in self for item in other)

    def isdisjoint(self, other):
        return not any(item in self for item in other)

    __or__, __sub__, __and__, __xor__ = union, difference, intersection, symmetric_difference
    __le__, __ge__ = issubset, issuperset

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def __lt__(self, other):
        return len(self) < len(other) and self.issubset(other)

    def __gt__(self, other):
        return len(self) > len(other) and self.issuperset(other)

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return set(self) == set(other)

    __hash__ = None


class finalize:
    """Calls a function once when an object goes, or at the program's end."""

    __slots__ = ()
    _registry = {}
    _order = itertools.count()
    _exit_registered = False

    class _Info:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "index")

    def __init__(self, obj, func, /, *args, **kwargs):
        info = self._Info()
        info.weakref = ref(obj, self)
        info.func, info.args, info.kwargs = func, args, kwargs or None
        info.atexit = True
        info.index = next(self._order)
        self._registry[self] = info
        if not finalize._exit_registered:
            import atexit

            atexit.register(finalize._exitfunc)
            finalize._exit_registered = True

    def __call__(self, _=None):
        info = self._registry.pop(self, None)
        if info is not None:
            return info.func(*info.args, **(info.kwargs or {}))

    def detach(self):
        info = self._registry.get(self)
        target = info and info.weakref()
        if target is not None and self._registry.pop(self, None):
            return target, info.func, info.args, info.kwargs or {}

    def peek(self):
        info = self._registry.get(self)
        target = info and info.weakref()
        if target is not None:
            return target, info.func, info.args, info.kwargs or {}

    @property
    def alive(self):
        return self in self._registry

    @property
    def atexit(self):
        info = self._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info = self._registry.get(self)
        target = info and info.weakref()
        if target is None:
            return "<%s object at %#x; dead>" % (type(self).__name__, id(self))
        return "<%s object at %#x; for %r at %#x>" % (
            type(self).__name__, id(self), type(target).__name__, id(target))

    @classmethod
    def _exitfunc(cls):
        waiting = [(info.index, each) for each, info in cls._registry.items() if info.atexit]
        for _, each in sorted(waiting, key=lambda pair: pair[0], reverse=True):
            if each in cls._registry:
                each()
