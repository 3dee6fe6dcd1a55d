__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque",
           "namedtuple"]


class deque:
    __dotted__ = "collections.deque"

    # A list with its head at `_head`; the room in front is given up now and then.
    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
        self._items, self._head, self._maxlen, self._changes = [], 0, maxlen, 0
        self.extend(iterable)

    @property
    def maxlen(self):
        return self._maxlen

    @maxlen.setter
    def maxlen(self, value):
        raise AttributeError("attribute 'maxlen' of 'collections.deque' objects is not writable")

    def append(self, item):
        self._changes += 1
        self._items.append(item)
        if self._maxlen is not None and len(self) > self._maxlen:
            self.popleft()

    def appendleft(self, item):
        self._changes += 1
        if self._head > 0:
            self._head -= 1
            self._items[self._head] = item
        else:
            room = len(self._items) + 8
            self._items[:0] = [None] * (room - 1) + [item]
            self._head = room - 1
        if self._maxlen is not None and len(self) > self._maxlen:
            self._items.pop()

    def pop(self):
        if not self:
            raise IndexError("pop from an empty deque")
        self._changes += 1
        return self._items.pop()

    def popleft(self):
        if not self:
            raise IndexError("pop from an empty deque")
        self._changes += 1
        item, self._items[self._head] = self._items[self._head], None
        self._head += 1
        if self._head > 32 and self._head * 2 > len(self._items):
            del self._items[: self._head]
            self._head = 0
        return item

    def extend(self, iterable):
        for item in list(iterable) if iterable is self else iterable:
            self.append(item)

    def extendleft(self, iterable):
        for item in list(iterable) if iterable is self else iterable:
            self.appendleft(item)

    def rotate(self, n=1):
        if len(self) > 1:
            for _ in range(n % len(self)):
                self.appendleft(self.pop())

    def clear(self):
        self._changes += 1
        self._items, self._head = [], 0

    def copy(self):
        return type(self)(self, self._maxlen)

    __copy__ = copy

    def count(self, value):
        return sum(item is value or item == value for item in self)

    def index(self, value, start=0, stop=None):
        for at in range(*slice(start, stop).indices(len(self))):
            if self[at] is value or self[at] == value:
                return at
        raise ValueError(f"{value!r} is not in deque")

    def insert(self, index, value):
        if self._maxlen is not None and len(self) >= self._maxlen:
            raise IndexError("deque already at its maximum size")
        items = list(self)
        items.insert(index, value)
        self._items, self._head = items, 0
        self._changes += 1

    def remove(self, value):
        for at, item in enumerate(list(self)):
            if item is value or item == value:
                del self[at]
                return
        raise ValueError(f"{value!r} is not in deque")

    def reverse(self):
        self._items, self._head = list(self)[::-1], 0

    def __len__(self):
        return len(self._items) - self._head

    def __bool__(self):
        return len(self._items) > self._head

    def _place(self, index):
        try:
            index = index.__index__()
        except AttributeError:
            raise TypeError(f"sequence index must be integer, not '{type(index).__name__}'") from None
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError("deque index out of range")
        return self._head + index

    def __getitem__(self, index):
        return self._items[self._place(index)]

    def __setitem__(self, index, value):
        self._items[self._place(index)] = value

    def __delitem__(self, index):
        self._changes += 1
        del self._items[self._place(index)]

    def __iter__(self):
        changes = self._changes
        for at in range(len(self)):
            if self._changes != changes:
                raise RuntimeError("deque mutated during iteration")
            yield self._items[self._head + at]
        if self._changes != changes:
            raise RuntimeError("deque mutated during iteration")

    def __reversed__(self):
        return iter(list(self)[::-1])

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, deque) else NotImplemented

    def __lt__(self, other):
        return list(self) < list(other) if isinstance(other, deque) else NotImplemented

    def __le__(self, other):
        return list(self) <= list(other) if isinstance(other, deque) else NotImplemented

    __hash__ = None
    __class_getitem__ = classmethod(type(list[int]))

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
        result = self.copy()
        result.extend(other)
        return result

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, n):
        return type(self)(list(self) * n, self._maxlen)

    __rmul__ = __mul__

    def __repr__(self):
        limit = "" if self._maxlen is None else f", maxlen={self._maxlen}"
        return f"{type(self).__name__}({list(self)!r}{limit})"


class defaultdict(dict):
    __dotted__ = "collections.defaultdict"

    def __init__(self, default_factory=None, /, *arguments, **keywords):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        super().__init__(*arguments, **keywords)
        self.default_factory = default_factory

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self[key] = self.default_factory()
        return value

    def copy(self):
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        merged = self.copy()
        merged.update(other)
        return merged

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        merged = type(self)(self.default_factory, other)
        merged.update(self)
        return merged

    def __repr__(self):
        return f"{type(self).__name__}({self.default_factory!r}, {dict.__repr__(self)})"


class OrderedDict(dict):
    __dotted__ = "collections.OrderedDict"

    def move_to_end(self, key, last=True):
        value = self.pop(key)
        if last:
            self[key] = value
        else:
            others = list(self.items())
            self.clear()
            self[key] = value
            self.update(others)

    def popitem(self, last=True):
        if not self:
            raise KeyError("dictionary is empty")
        key = next(reversed(self)) if last else next(iter(self))
        return key, self.pop(key)

    def copy(self):
        return type(self)(self)

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return list(self.items()) == list(other.items())
        return dict.__eq__(self, other)

    __hash__ = None

    def __or__(self, other):
        return type(self)(dict.__or__(self, other)) if isinstance(other, dict) else NotImplemented

    def __ror__(self, other):
        return type(self)(dict.__ror__(self, other)) if isinstance(other, dict) else NotImplemented

    def __repr__(self):
        return f"{type(self).__name__}({list(self.items())!r})" if self else f"{type(self).__name__}()"


class Counter(dict):
    def __init__(self, iterable=None, /, **keywords):
        super().__init__()
        self.update(iterable, **keywords)

    def __missing__(self, key):
        return 0

    def _change(self, iterable, keywords, sign):
        if hasattr(iterable, "items"):
            for key, number in iterable.items():
                self[key] = self[key] + sign * number
        elif iterable is not None:
            for key in iterable:
                self[key] = self[key] + sign
        for key, number in keywords.items():
            self[key] = self[key] + sign * number

    def update(self, iterable=None, /, **keywords):
        self._change(iterable, keywords, 1)

    def subtract(self, iterable=None, /, **keywords):
        self._change(iterable, keywords, -1)

    def most_common(self, n=None):
        return sorted(self.items(), key=lambda item: item[1], reverse=True)[:n]

    def elements(self):
        return (key for key, number in self.items() for _ in range(number))

    def total(self):
        return sum(self.values())

    def copy(self):
        return type(self)(self)

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def __delitem__(self, key):
        if key in self:
            super().__delitem__(key)

    def _merged(self, other, merge):
        if not isinstance(other, Counter):
            return NotImplemented
        numbers = {key: merge(self[key], other[key]) for key in {**self, **other}}
        return Counter({key: number for key, number in numbers.items() if number > 0})

    def __add__(self, other):
        return self._merged(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self._merged(other, lambda a, b: a - b)

    def __and__(self, other):
        return self._merged(other, min)

    def __or__(self, other):
        return self._merged(other, max)

    def __pos__(self):
        return self._merged(Counter(), lambda a, b: a)

    def __neg__(self):
        return self._merged(Counter(), lambda a, b: -a)

    def _keep_positive(self):
        for key in [key for key, number in self.items() if not number > 0]:
            del self[key]
        return self

    def __iadd__(self, other):
        for key, number in other.items():
            self[key] += number
        return self._keep_positive()

    def __isub__(self, other):
        for key, number in other.items():
            self[key] -= number
        return self._keep_positive()

    def __ior__(self, other):
        for key, number in other.items():
            self[key] = max(self[key], number)
        return self._keep_positive()

    def __iand__(self, other):
        for key in self:
            self[key] = min(self[key], other[key])
        return self._keep_positive()

    def _every(self, other, holds):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(holds(self[key], other[key]) for each in (self, other) for key in each)

    def __eq__(self, other):
        return self._every(other, lambda a, b: a == b)

    def __ne__(self, other):
        equal = self == other if isinstance(other, Counter) else NotImplemented
        return equal if equal is NotImplemented else not equal

    def __le__(self, other):
        return self._every(other, lambda a, b: a <= b)

    def __lt__(self, other):
        return self <= other and self != other if isinstance(other, Counter) else NotImplemented

    def __ge__(self, other):
        return self._every(other, lambda a, b: a >= b)

    def __gt__(self, other):
        return self >= other and self != other if isinstance(other, Counter) else NotImplemented

    __hash__ = None

    def __repr__(self):
        if not self:
            return f"{type(self).__name__}()"
        try:
            items = self.most_common()
        except TypeError:  # numbers that have no order
            items = self.items()
        shown = ", ".join(f"{key!r}: {number!r}" for key, number in items)
        return f"{type(self).__name__}({{{shown}}})"


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    from keyword import iskeyword

    names = [str(name) for name in field_names]
    seen = set()
    if not typename.isidentifier():
        raise ValueError(f"Type names and field names must be valid identifiers: {typename!r}")
    if iskeyword(typename):
        raise ValueError(f"Type names and field names cannot be a keyword: {typename!r}")
    for index, name in enumerate(names):
        bad = not name.isidentifier() or iskeyword(name) or name.startswith("_") or name in seen
        if rename and bad:
            names[index] = f"_{index}"
        elif not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        elif iskeyword(name):
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
        elif name.startswith("_"):
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        elif name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)
    fields = tuple(names)
    defaults = () if defaults is None else tuple(defaults)
    if len(defaults) > len(fields):
        raise TypeError("Got more default values than field names")
    given = dict(zip(fields[len(fields) - len(defaults) :], defaults))

    def __new__(cls, *arguments, **keywords):
        if len(arguments) > len(fields):
            raise TypeError(
                f"{typename}.__new__() takes {len(fields) + 1} positional arguments "
                f"but {len(arguments) + 1} were given"
            )
        values = dict(zip(fields, arguments))
        for name, value in keywords.items():
            if name in values:
                raise TypeError(f"{typename}.__new__() got multiple values for argument '{name}'")
            if name not in fields:
                raise TypeError(
                    f"{typename}.__new__() got an unexpected keyword argument '{name}'"
                )
            values[name] = value
        missing = [name for name in fields if name not in values and name not in given]
        if missing:
            shown = [f"'{name}'" for name in missing]
            text = shown[0] if len(shown) == 1 else (
                " and ".join(shown) if len(shown) == 2
                else ", ".join(shown[:-1]) + ", and " + shown[-1]
            )
            plural = "" if len(shown) == 1 else "s"
            raise TypeError(
                f"{typename}.__new__() missing {len(shown)} required positional "
                f"argument{plural}: {text}"
            )
        return tuple.__new__(cls, [values[name] if name in values else given[name] for name in fields])

    def _make(cls, iterable):
        result = tuple.__new__(cls, iterable)
        if len(result) != len(fields):
            raise TypeError(f"Expected {len(fields)} arguments, got {len(result)}")
        return result

    def _replace(self, /, **changes):
        result = self._make(changes.pop(name, value) for name, value in zip(fields, self))
        if changes:
            raise ValueError(f"Got unexpected field names: {list(changes)!r}")
        return result

    def _asdict(self):
        return dict(zip(fields, self))

    def __repr__(self):
        shown = ", ".join(f"{name}={value!r}" for name, value in zip(fields, self))
        return f"{type(self).__name__}({shown})"

    def refuse(self, value):
        raise AttributeError("can't set attribute")

    def getter(index):
        return property(lambda self: self[index], refuse, doc=f"Alias for field number {index}")

    members = {name: getter(index) for index, name in enumerate(fields)}
    members |= {
        "__doc__": f"{typename}({', '.join(fields)})",
        "__slots__": (),
        "__getnewargs__": lambda self: tuple(self),
        "__new__": __new__,
        "__repr__": __repr__,
        "__match_args__": fields,
        "_make": classmethod(_make),
        "_replace": _replace,
        "_asdict": _asdict,
        "_fields": fields,
        "_field_defaults": given,
    }
    if module is None:
        import sys

        module = sys._getframe(1).f_globals.get("__name__", "__main__")
    members["__module__"] = module
    return type(typename, (tuple,), members)


_wrapped = ("ChainMap", "UserDict", "UserList", "UserString")


def __getattr__(name):
    import sys

    if name == "abc":
        import collections.abc

        return sys.modules["collections.abc"]
    if name in _wrapped:
        import collections._wrappers

        made = sys.modules["collections._wrappers"]
        globals().update((each, getattr(made, each)) for each in _wrapped)
        return globals()[name]
    raise AttributeError("module 'collections' has no attribute %r" % name)
