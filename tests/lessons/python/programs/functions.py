# The builtin functions, with their errors.


def attempt(function, *arguments, **keywords):
    try:
        print(repr(function(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__, error)


print(abs(-3), abs(-2.5), abs(True), all([]), all([1, 0]), any([]), any([0, 1]))
print(bin(10), bin(-10), oct(8), hex(255), hex(-255), bin(2**70), chr(97), ord("a"))
attempt(chr, -1)
attempt(chr, 0x110000)
attempt(ord, "ab")
attempt(ord, 5)
attempt(hex, 1.5)
print(divmod(7, 3), divmod(-7, 3), divmod(7.5, 2), pow(2, 10), pow(2, -1), pow(3, 4, 5), pow(3, -1, 7))
attempt(divmod, 1, 0)
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2), round(15, -1), round(25, -1))
print(round(1e20), round(0.5), round(1.5), round(7), round(5, 2), round(1.0), round(-0.4))
attempt(round, "x")
attempt(round, float("nan"))
attempt(round, float("inf"))
print(sum([1, 2, 3]), sum([0.1] * 3), sum([[1], [2]], []), sum(range(101)), sum([], 5), sum((1, 2.5)))
attempt(sum, ["a"])
attempt(sum, ["a"], "")
print(min(3, 1, 2), max([1, 5, 3]), min("b", "a"), max([], default=0), min([-3, 2], key=abs), max(1, 1.0))
attempt(min)
attempt(min, [])
attempt(max, 5)
attempt(max, 1, "a")
attempt(min, 1, 2, default=0)
print(sorted([3, 1, 2]), sorted("bca", reverse=True), sorted({"b": 1, "a": 2}), sorted([-1, 2, -3], key=abs))
attempt(sorted, [1, "a"])
attempt(sorted, 5)
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(zip([1, 2], "ab", (3, 4))), list(zip()))
attempt(list, zip([1], [1, 2], strict=True))
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"])))
print(list(filter(lambda x: x > 1, [1, 2, 3])), list(reversed([1, 2, 3])), list(reversed("ab")), list(reversed(range(3))))
print(list(range(5)), list(range(2, 8, 3)), list(range(5, 0, -2)), len(range(10)), range(3) == range(0, 3), 3 in range(5))
print(range(10)[2], range(10)[-1], range(10)[2:5], range(5).index(3), range(5).count(3), repr(range(1, 5, 2)))
attempt(range, 1.5)
attempt(range, 1, 2, 0)
iterator = iter([1, 2])
print(next(iterator), next(iterator), next(iterator, "end"))
attempt(next, iterator)
attempt(next, [])
attempt(iter, 5)
values = iter([1, 2, 0, 3])
print(list(iter(lambda: next(values), 0)))
print(isinstance(1, int), isinstance(True, int), isinstance("a", (int, str)), isinstance(1, int | str), issubclass(bool, int))
attempt(isinstance, 1, 5)
attempt(issubclass, 1, int)
print(type(1), type("a"), type(None), type(print), type([].append), type(type), type(lambda: 0), type(...))
print(callable(print), callable(5), callable(int), hash(5), hash(-1), hash(2.0), hash("a") == hash("a"), hash(None) == hash(None))
attempt(hash, [])
attempt(len, 5)
print(int("42"), int(" -7 "), int("ff", 16), int("0x1f", 0), int("1_000"), int(3.9), int(-3.9), int(True), int("101", 2), int())
attempt(int, "x")
attempt(int, "1.5")
attempt(int, None)
attempt(int, "9", 8)
attempt(int, float("nan"))
print(float("1.5"), float("inf"), float("-nan") != float("nan"), float(" 2 "), float(3), float("1e3"), float())
attempt(float, "x")
attempt(float, [])
print(str(1.0), str(1e16), str(1e-5), str(None), repr("a"), bool([]), bool("x"), bool(0.0), complex(1, 2))
print(list("ab"), tuple([1, 2]), set([1]), dict(a=1), dict([(1, 2)]), list({"a": 1}), bytes(3), bytes([1, 2]), bytearray(b"x"))


class Point:
    kind = "point"

    def __init__(self, x):
        self.x = x

    def shown(self):
        return self.x


point = Point(3)
print(getattr(point, "x"), getattr(point, "y", None), hasattr(point, "x"), hasattr(point, "y"), vars(point))
attempt(getattr, point, "y")
attempt(getattr, point, 5)
setattr(point, "z", 9)
delattr(point, "x")
print(point.__dict__, [name for name in dir(point) if not name.startswith("_")])
attempt(delattr, point, "x")
attempt(vars, 5)
print(globals()["point"] is point, "Point" in globals(), sorted(locals()) == sorted(globals()))


def local_names(a, b=2):
    c = [a for a in range(b)]
    return sorted(locals())


print(local_names(1))
attempt(print, 1, 2, sep=5)
attempt(print, "x", file=None, end="!\n")
print(1, 2, sep=", ", end=".\n")
print()
attempt(input)
print(int.from_bytes(b"\x01\x00", "big"), (258).to_bytes(2, "little"), (255).bit_length(), (7).bit_count(), (1.5).is_integer())
print((0.75).as_integer_ratio(), (10).as_integer_ratio(), (1.0).hex(), float.fromhex("0x1.8p1"), (5).real, (5).imag, (2.5).real)
attempt((300).to_bytes, 1, "big")
attempt((-1).to_bytes, 1, "big")
print(b"a,b".split(b","), b"abc".find(b"c"), b"\xe6\x97\xa5".decode(), b"AbC".lower(), b"ab".hex(), bytes.fromhex("61 62"), b"x".join([b"1", b"2"]))
attempt(b"\xff".decode)
attempt(b"\xff\xfea".decode, "utf-8", "replace")
attempt(b"a".join, ["x"])

for wrong in (lambda: sorted([1], [2]), lambda: sorted(), lambda: isinstance(1, list[int])):
    try:
        wrong()
    except TypeError as error:
        print(error)
