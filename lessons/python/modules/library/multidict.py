# Mappings whose keys may have several values, in their order.

from collections import abc as _abc

__all__ = ("MultiMapping", "MutableMultiMapping", "MultiDict", "CIMultiDict", "MultiDictProxy", "CIMultiDictProxy", "istr")

_missing = object()


class istr(str):
    """A text that is a key of a case-insensitive mapping."""


class MultiMapping(_abc.Mapping):
    pass


class MutableMultiMapping(MultiMapping):
    pass


class _Reading(MultiMapping):
    def _items_of(self):
        return self._list

    @staticmethod
    def _same(key):
        return key

    def getall(self, key, default=_missing):
        wanted = self._same(key)
        found = [value for each, value in self._items_of() if self._same(each) == wanted]
        if not found:
            if default is _missing:
                raise KeyError("Key not found: %r" % key)
            return default
        return found

    def getone(self, key, default=_missing):
        wanted = self._same(key)
        for each, value in self._items_of():
            if self._same(each) == wanted:
                return value
        if default is _missing:
            raise KeyError("Key not found: %r" % key)
        return default

    def __getitem__(self, key):
        return self.getone(key)

    def get(self, key, default=None):
        return self.getone(key, default)

    def __contains__(self, key):
        return isinstance(key, str) and self.getone(key, None) is not None

    def __iter__(self):
        return iter([key for key, _ in self._items_of()])

    def __len__(self):
        return len(self._items_of())

    def keys(self):
        return _View(key for key, _ in self._items_of())

    def values(self):
        return _View(value for _, value in self._items_of())

    def items(self):
        return _View(self._items_of())

    def __eq__(self, other):
        if not isinstance(other, _abc.Mapping):
            return NotImplemented
        return [(self._same(key), value) for key, value in self.items()] == \
            [(self._same(key), value) for key, value in other.items()]

    def __repr__(self):
        body = ", ".join(f"'{key}': {value!r}" for key, value in self.items())
        return f"<{type(self).__name__}({body})>"


class _View:
    def __init__(self, values):
        self._values = list(values)

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __contains__(self, value):
        return value in self._values

    def __repr__(self):
        return f"{type(self).__name__}({self._values!r})"


class MultiDict(_Reading, MutableMultiMapping):
    def __init__(self, arg=(), /, **kwargs):
        self._list = []
        self.extend(arg, **kwargs)

    @staticmethod
    def _pairs(arg, kwargs):
        if arg is None:
            arg = ()
        pairs = list(arg.items() if hasattr(arg, "items") else arg)
        for pair in pairs:
            if len(pair) != 2:
                raise TypeError(f"{type(arg).__name__} takes either dict or list of (key, value) tuples")
        return pairs + list(kwargs.items())

    def add(self, key, value):
        if not isinstance(key, str):
            raise TypeError(f"{type(self).__name__} keys should be either str or subclasses of str")
        self._list.append((key, value))

    def extend(self, arg=(), /, **kwargs):
        for key, value in self._pairs(arg, kwargs):
            self.add(key, value)

    def update(self, arg=(), /, **kwargs):
        pairs = self._pairs(arg, kwargs)
        for key in {self._same(key) for key, _ in pairs}:
            self._remove(key)
        for key, value in pairs:
            self.add(key, value)

    def copy(self):
        return type(self)(self)

    def clear(self):
        self._list.clear()

    def _remove(self, wanted):
        count = len(self._list)
        self._list = [(key, value) for key, value in self._list if self._same(key) != wanted]
        return count != len(self._list)

    def __setitem__(self, key, value):
        if not isinstance(key, str):
            raise TypeError(f"{type(self).__name__} keys should be either str or subclasses of str")
        wanted = self._same(key)
        for index, (each, _) in enumerate(self._list):
            if self._same(each) == wanted:
                rest = [pair for pair in self._list[index + 1:] if self._same(pair[0]) != wanted]
                self._list[index:] = [(key, value), *rest]
                return
        self._list.append((key, value))

    def __delitem__(self, key):
        if not self._remove(self._same(key)):
            raise KeyError(key)

    def setdefault(self, key, default=None):
        if key not in self:
            self.add(key, default)
        return self[key]

    def popone(self, key, default=_missing):
        wanted = self._same(key)
        for index, (each, value) in enumerate(self._list):
            if self._same(each) == wanted:
                del self._list[index]
                return value
        if default is _missing:
            raise KeyError(key)
        return default

    pop = popone

    def popall(self, key, default=_missing):
        found = self.getall(key, default)
        self._remove(self._same(key))
        return found


class _IgnoringCase:
    @staticmethod
    def _same(key):
        return key.lower()


class CIMultiDict(_IgnoringCase, MultiDict):
    pass


class MultiDictProxy(_Reading):
    def __init__(self, arg):
        self._of = arg

    def _items_of(self):
        return self._of._items_of()

    def copy(self):
        return MultiDict(self.items())


class CIMultiDictProxy(_IgnoringCase, MultiDictProxy):
    def copy(self):
        return CIMultiDict(self.items())
