# Module itertools: names, what they show, and errors when they are made.
import operator
from functools import lru_cache, reduce
from itertools import *


def show(text):
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, "->", type(error).__name__, error)


for text in """count(1), count(1.5, 0.5), count(2, -1), repeat(5), repeat(5, 2)
count("a")
islice([1], -1)
islice([1], 1, 2, 0)
islice([1])
islice("abc", "a")
permutations([1], -1)
permutations("ab", "x")
combinations([1], -1)
zip_longest([1], foo=1)
tee([1], -1)
pairwise(5)
next(count(10)), next(islice([], 0), "x"), list(repeat(1, -5)), operator.length_hint(repeat(1, 4))
[type(each).__name__ for each in (chain(), cycle([1]), product(), groupby([]), accumulate([]), starmap(pow, []))]
[(key, list(group)) for key, group in groupby("aabbbc")], [(key, list(group)) for key, group in groupby([1, 3, 2], lambda x: x % 2)]
list(pairwise("abcd")), list(accumulate([1, 2, 3], operator.mul, initial=10)), list(islice("abcdef", 1, 5, 2))
list(product("ab", repeat=2)), list(permutations("abc", 2)), list(combinations_with_replacement("ab", 2))""".split("\n"):
    show(text)
groups = groupby("aab")
_, first = next(groups)
print(next(groups)[0], list(first))
a, b = tee(count(), 2)
print(next(a), next(a), next(b), next(tee(a)[1]))
double = lru_cache(maxsize=2)(lambda x: x * 2)
print(double(1), double.cache_parameters(), double.cache_info())
