# Texts of objects that are not too long.

import builtins as _builtins
import functools as _functools
import itertools as _itertools

__all__ = ["Repr", "repr", "recursive_repr"]


def recursive_repr(fillvalue="..."):
    """For a __repr__ that may come back to itself."""

    def decorate(function):
        import threading

        under_way = set()

        @_functools.wraps(function)
        def wrapper(self):
            key = id(self), threading.get_ident()
            if key in under_way:
                return fillvalue
            under_way.add(key)
            try:
                return function(self)
            finally:
                under_way.discard(key)

        return wrapper

    return decorate


class Repr:
    def __init__(self):
        self.fillvalue = "..."
        self.maxlevel = 6
        self.maxtuple = self.maxlist = self.maxset = self.maxfrozenset = self.maxdeque = 6
        self.maxarray = 5
        self.maxdict = 4
        self.maxstring = 30
        self.maxlong = 40
        self.maxother = 30

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        name = type(x).__name__.replace(" ", "_")
        method = getattr(self, "repr_" + name, None)
        return self.repr_instance(x, level) if method is None else method(x, level)

    def _several(self, x, level, opening, closing, most, tail=""):
        if level <= 0 and x:
            inner = self.fillvalue
        else:
            pieces = [self.repr1(item, level - 1) for item in _itertools.islice(x, most)]
            if len(x) > most:
                pieces.append(self.fillvalue)
            inner = ", ".join(pieces)
            if tail and len(x) == 1:
                inner += tail
        return opening + inner + closing

    def repr_tuple(self, x, level):
        return self._several(x, level, "(", ")", self.maxtuple, ",")

    def repr_list(self, x, level):
        return self._several(x, level, "[", "]", self.maxlist)

    def repr_set(self, x, level):
        return self._several(_ordered(x), level, "{", "}", self.maxset) if x else "set()"

    def repr_frozenset(self, x, level):
        return self._several(_ordered(x), level, "frozenset({", "})", self.maxfrozenset) if x else "frozenset()"

    def repr_deque(self, x, level):
        return self._several(x, level, "deque([", "])", self.maxdeque)

    def repr_dict(self, x, level):
        if not x:
            return "{}"
        if level <= 0:
            return "{" + self.fillvalue + "}"
        pieces = []
        for key in _itertools.islice(_ordered(x), self.maxdict):
            pieces.append("%s: %s" % (self.repr1(key, level - 1), self.repr1(x[key], level - 1)))
        if len(x) > self.maxdict:
            pieces.append(self.fillvalue)
        return "{" + ", ".join(pieces) + "}"

    def _cut(self, text, most, make=None):
        if len(text) <= most:
            return text
        left = max(0, (most - 3) // 2)
        right = max(0, most - 3 - left)
        if make is not None:
            text = make(left, right)
        return text[:left] + self.fillvalue + text[len(text) - right :]

    def repr_str(self, x, level):
        text = _builtins.repr(x[: self.maxstring])
        return self._cut(text, self.maxstring, lambda left, right: _builtins.repr(x[:left] + x[len(x) - right :]))

    def repr_int(self, x, level):
        return self._cut(_builtins.repr(x), self.maxlong)

    def repr_instance(self, x, level):
        try:
            text = _builtins.repr(x)
        except Exception:
            return "<%s instance at %#x>" % (type(x).__name__, id(x))
        return self._cut(text, self.maxother)


def _ordered(items):
    try:
        return sorted(items)
    except Exception:
        return list(items)


aRepr = Repr()
repr = aRepr.repr
