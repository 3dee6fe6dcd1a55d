# list, tuple, dict and set, with their errors.


def attempt(function, *arguments, **keywords):
    try:
        print(repr(function(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__, error)


numbers = [3, 1, 2]
attempt(numbers.append, 5)
attempt(numbers.extend, (7, 8))
attempt(numbers.extend, numbers)
attempt(numbers.extend, range(2))
attempt(numbers.extend, 5)
attempt(numbers.insert, 1, "one")
attempt(numbers.insert, -100, "first")
attempt(numbers.insert, 100, "last")
attempt(numbers.pop)
attempt(numbers.pop, 0)
attempt(numbers.pop, -2)
attempt(numbers.pop, 50)
attempt(numbers.remove, "one")
attempt(numbers.remove, "none")
print(numbers)
attempt(numbers.index, 7)
attempt(numbers.index, 7, 6)
attempt(numbers.index, 99)
attempt(numbers.count, 7)
attempt(numbers.sort)
print(numbers)
attempt(numbers.sort, reverse=True)
print(numbers)
attempt(numbers.sort, key=lambda number: (number % 3, -number))
print(numbers, numbers.copy())
attempt(numbers.reverse)
print(numbers)
attempt([1, "a"].sort)
attempt([3, 1].sort, key=5)
attempt([].pop)
attempt(numbers.clear)
print(numbers, [1, 2] + [3], [0] * 3, [1, 2] * -1, [1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0])
attempt([1].__add__, 5)
letters = list("abcdefgh")
letters[1:3] = ["X"]
print(letters, letters[::-1], letters[-3:], letters[::3])
letters[::2] = "1234"
print(letters)
del letters[1], letters[-2:]
print(letters)
try:
    letters[::2] = "12345"
except ValueError as error:
    print(error)
try:
    letters[10] = 1
except IndexError as error:
    print(error)
pair_of = [1, 2]
try:
    print(pair_of["a"])
except TypeError as error:
    print(error)
big = sorted(((i * 7919) % 1009 for i in range(300)), key=lambda i: i % 10)
print(big[:20], sum(big), big == sorted(sorted(big), key=lambda i: i % 10))
recursive = [1]
recursive.append(recursive)
print(recursive)

pair = (1, 2, 2)
print(pair.index(2), pair.count(2), pair + (3,), pair * 2, (), (1,), hash(pair) == hash((1, 2, 2)))
attempt(pair.index, 9)
a, *rest, z = range(5)
print(a, rest, z)
try:
    a, b = 1, 2, 3
except ValueError as error:
    print(error)
try:
    a, b, c = 1, 2
except ValueError as error:
    print(error)

ages = {"ann": 30, "bob": 25}
attempt(ages.get, "ann")
attempt(ages.get, "x")
attempt(ages.get, "x", 0)
attempt(ages.pop, "bob")
attempt(ages.pop, "bob")
attempt(ages.pop, "bob", None)
attempt(ages.setdefault, "cid", []).__class__
attempt(ages.setdefault, "cid", 5)
attempt(ages.update, {"dan": 1}, eve=2)
attempt(ages.update, [("fay", 3), ["gus", 4]])
attempt(ages.update, [1])
attempt(ages.update, [(1, 2, 3)])
attempt(ages.update, 5)
print(ages, len(ages), "ann" in ages, list(ages), list(ages.items())[:2], ages.keys(), ages.values())
attempt(ages.popitem)
attempt({}.popitem)
attempt(dict.fromkeys, "ab", 0)
attempt(dict, [("a", 1)], b=2)
print({**ages, "ann": 31}, ages | {"z": 26}, {1: "a"} == {1.0: "a"}, {True: 1, 1: 2})
try:
    ages["nobody"]
except KeyError as error:
    print(repr(error), error)
try:
    {[]: 1}
except TypeError as error:
    print(error)
try:
    for key in ages:
        ages[key + "!"] = 1
except RuntimeError as error:
    print(error)
print(ages.keys() & {"ann", "x"}, ages.keys() - {"ann"} >= set(), [key for key in reversed({"a": 1, "b": 2})])
attempt({"a": 1}.copy)
deleted = {"x": 1, "y": 2}
del deleted["x"]
print(deleted, {key: value for value, key in enumerate("ab")})

odd, small = {1, 3, 5, 7}, {1, 2, 3}
print(odd | small, odd & small, odd - small, odd ^ small, small <= odd, {1} < small, odd == {7, 5, 3, 1})
attempt(odd.union, [10], (11,))
attempt(odd.intersection, [1, 3], [3])
attempt(odd.difference, small)
attempt(odd.symmetric_difference, small)
attempt(odd.issubset, range(10))
attempt(odd.issuperset, [1])
attempt(odd.isdisjoint, [2])
attempt(odd.add, 9)
attempt(odd.add, [])
attempt(odd.discard, 100)
attempt(odd.remove, 100)
attempt(odd.update, "a")
attempt(odd.difference_update, [1])
attempt(odd.intersection_update, [3, 5, "a"])
attempt(odd.symmetric_difference_update, [5, 6])
print(sorted(odd, key=str), len(odd), set(), frozenset([1]), frozenset(), {1, 1.0, True})
attempt(set().pop)
attempt(frozenset([1, 2]).union, [3])
print(hash(frozenset([1, 2])) == hash(frozenset([2, 1])), frozenset([1]) in {frozenset([1])})
small.clear()
print(small)
