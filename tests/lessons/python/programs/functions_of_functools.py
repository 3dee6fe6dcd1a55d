import functools


@functools.total_ordering
class V:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        if not isinstance(other, V):
            return NotImplemented
        return self.n < other.n


print(V(1) <= V(1), V(2) > V(1), V(2) >= V(3), sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
try:
    V(1) > 3
except TypeError as error:
    print(error)


@functools.singledispatch
def show(x):
    return "object"


@show.register
def _(x: int):
    return "int"


@show.register(list)
@show.register(tuple)
def _(x):
    return "sequence"


print(show(1), show(True), show([]), show(()), show("s"), show.dispatch(int)(0), sorted(k.__name__ for k in show.registry))


class P:
    def set(self, name, value):
        return name, value

    on = functools.partialmethod(set, "on")

    @functools.cached_property
    def slow(self):
        print("computed")
        return 42

    @functools.singledispatchmethod
    def neg(self, x):
        raise NotImplementedError("no")

    @neg.register
    def _(self, x: int):
        return -x


p = P()
print(p.on(3), p.slow, p.slow, p.neg(5))
try:
    p.neg("a")
except NotImplementedError as error:
    print(error)


@functools.lru_cache(maxsize=2)
def f(x):
    return x * 2


print([f(i) for i in (1, 2, 1, 3, 1)], f.cache_info())
print(functools.reduce(lambda a, b: a + b, [1, 2, 3], 10), functools.partial(print, 1, sep="-"))
try:
    functools.nothing
except AttributeError as error:
    print(error)
