l = [3, 1, 2]; l.append(4); l.extend((5, 6)); l.insert(1, 9); print(l, l.pop(), l.pop(0), l.index(1), l.count(9), l[::-1], l[1:3], sorted(l, reverse=True), sorted("bca", key=lambda c: -ord(c)))
l.sort(); l.reverse(); l.remove(9); print(l); l[1:3] = "xyz"; print(l); l[::2] = [0] * len(l[::2]); print(l); del l[0]; del l[::2]; print(l); l.clear(); print(l, l.copy(), [1] * 3 + [2], [1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], 2 in [1, 2])
m = [[0] * 2] * 2; m[0][0] = 1; print(m); a = [1]; a.append(a); print(a); d = {}; d["d"] = d; print(d); t = ([],); t[0].append(t); print(t)
d = {"a": 1, "b": 2}; d["c"] = 3; print(d, d.get("z"), d.get("z", 0), d.pop("a"), d.pop("q", None), list(d), list(d.keys()), list(d.values()), list(d.items()), d.setdefault("x", []), d.popitem(), len(d), "b" in d)
d.update({"b": 5}, z=6); d |= {"y": 7}; print(d, d | {"n": 1}, dict(a=1), dict([("a", 1)]), dict.fromkeys("ab", 0), {**d}, d == dict(reversed(list(d.items()))), list(reversed(d)), d.keys() & {"b", "q"}, d.keys() - {"b"}, d.items() >= {("b", 5)}, d.copy() is d)
s = {3, 1, 2}; s.add(4); s.discard(9); s.remove(3); print(s, s | {7}, s & {1, 7}, s - {1}, s <= {1, 2, 4, 5}, s < s, s.isdisjoint({8}), s.issubset({1, 2, 4}), s.union([5], (6,)), s.pop() in (1, 2, 4), len(s), frozenset([1, 2]), {1} == frozenset([1]), set(), set("aa"))
s.update([1], [2]); s -= {1}; s |= {8}; s &= {8, 2}; s ^= {2, 3}; print(sorted(s), {1, 1.0, True}, {(1, 2): 3}[1, 2], {frozenset([1]): 1})
print((1,), (), (1, 2) + (3,), (1, 2) * 2, (1, 2, 3)[1:], (1, 2).index(2), (1, 1).count(1), (1, 2) < (1, 3), hash((1, 2)) == hash((1, 2)), tuple("ab"), 1 in (1,))
print(list(zip([1, 2], "ab")), list(zip()), list(map(lambda x, y: x + y, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"])), list(enumerate("ab")), list(reversed([1, 2])), sum([1, 2], 10), sum([[1], [2]], []), min(3, 1), max([1, 5], key=lambda x: -x), max([], default=0), any([0, 1]), all([]), abs(-3), divmod(7, 2), sorted([(1, "b"), (1, "a")]), list(zip([1], [2], strict=True)))
print(sorted([3, 1, 2], key=lambda x: (x % 2, x)), sorted(["b", "A", "c"], key=str.lower), sorted({"b": 1, "a": 2}), sorted([1.5, 1, True], reverse=True), [*map(str, range(3))], dict(zip("ab", range(2))), list(range(10, 0, -3)), isinstance([], (int, list)), callable(len), id([]) != 0, type([]).__name__)
import collections
for bad in (lambda: [].pop(), lambda: [1].remove(2), lambda: [1, 2][5], lambda: {}["a"], lambda: {1: 2}.pop(5), lambda: set().pop(), lambda: {1}.remove(2), lambda: {}.popitem(), lambda: [1, "a"].sort(), lambda: sorted([1, None]), lambda: list(5), lambda: tuple(5), lambda: dict(5), lambda: dict([1]), lambda: set(5), lambda: list(zip([1], [1, 2], strict=True)), lambda: max([]), lambda: min(), lambda: sum([1, "a"]), lambda: sum("ab", ""), lambda: [1] + 5, lambda: [1] * "a", lambda: (1,) + [1], lambda: {1} | [2], lambda: {1} < [1], lambda: {} < {}, lambda: [].index(1), lambda: (1,).index(5), lambda: next(iter([])), lambda: [1, 2, 3][1:2:0], lambda: [1].insert(), lambda: range("a"), lambda: range(1.5), lambda: enumerate(5), lambda: zip(5), lambda: map(5), lambda: list(map(5, [1])), lambda: filter(None), lambda: reversed({1}), lambda: {[1]: 2}, lambda: {1: []}[[]], lambda: [].extend(5), lambda: {}.update(5), lambda: {}.update([1]), lambda: {}.fromkeys(5), lambda: frozenset().add(1), lambda: iter(5), lambda: len(5), lambda: [][0:"a"], lambda: [1, 2].__setitem__(slice(0, 2, 1), 5), lambda: slice(1, 2).indices(-1), lambda: [1].foo, lambda: {}.foo, lambda: ().foo):
    try: print(repr(bad()))
    except Exception as e: print(type(e).__name__, e)
d = {1: 1}
try:
    for k in d: d[k + 1] = 1
except RuntimeError as e: print(e)
try:
    for k in d: del d[k]; d[5] = 1; d[6] = 2
except RuntimeError as e: print(e)
s = {1}
try:
    for k in s: s.add(k + 1)
except RuntimeError as e: print(e)
l = [1, 2, 3]
for x in l:
    if x < 10: l.append(x + 5) if len(l) < 8 else None
print(l, slice(1, 5, 2), slice(None, 3).indices(10), repr(range(3)), l[slice(1, 3)])
e = iter([1, 2, 3]); print(next(e), list(e), next(e, "end"), iter(e) is e)
print(all(x == y for x, y in zip(sorted([5, 3, 9, 1, 7] * 20), [1] * 20 + [3] * 20 + [5] * 20 + [7] * 20 + [9] * 20)))
