import collections
from collections.abc import *


class Bag(MutableSequence):
    def __init__(self):
        self.items = []

    def __getitem__(self, i):
        return self.items[i]

    def __setitem__(self, i, value):
        self.items[i] = value

    def __delitem__(self, i):
        del self.items[i]

    def __len__(self):
        return len(self.items)

    def insert(self, i, value):
        self.items.insert(i, value)


bag = Bag()
bag.extend([3, 1, 2])
bag.append(9)
bag.reverse()
print(list(bag), bag.pop(), 1 in bag, bag.index(1), bag.count(2), list(reversed(bag)))


class Table(MutableMapping):
    def __init__(self):
        self.data = {}

    def __getitem__(self, key):
        return self.data[key]

    def __setitem__(self, key, value):
        self.data[key] = value

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


table = Table()
table.update(a=1, b=2)
print(dict(table), table.get("z", 0), table.setdefault("c", 3), table.pop("a"), list(table.items()), "b" in table, table == {"b": 2, "c": 3})
try:
    Mapping()
except TypeError as error:
    print(error)


class Walker:
    def __aiter__(self):
        return self

    async def __anext__(self):
        raise StopAsyncIteration


async def coroutine():
    pass


async def generator():
    yield


made = coroutine()
print(isinstance(Walker(), AsyncIterator), isinstance(made, Coroutine), isinstance(made, Awaitable), isinstance(generator(), AsyncGenerator))
made.close()
print(isinstance([], Sequence), isinstance({}, Mapping), isinstance(set(), MutableSet), isinstance("", Iterable), isinstance(3, Hashable), isinstance([], Hashable), isinstance(print, Callable), isinstance(iter([]), Iterator), issubclass(dict, MutableMapping), isinstance((x for x in ()), Generator))
print(collections.abc.Sized, isinstance({}.keys(), KeysView), Awaitable[int], Callable[[int], str] if False else "")
words = collections.UserDict(a=1)
words["b"] = 2
print(words, len(words), words.pop("a"), list(words), collections.UserList([1, 2]) + [3])
