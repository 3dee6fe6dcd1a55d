# Lists, tuples, dicts, sets and strings: methods and slices that programs use.
import asyncio


async def main():
    items = [3, 1, 2]
    items.append(5)
    items.extend([4, 4])
    items.sort(reverse=True)
    print(items, items[1:4], items[::-1], items.index(4), items.count(4), items.pop(0))
    first, *middle, last = items
    print(first, middle, last, 2 in items, len(items), min(items), max(items), sum(items))
    table = {"a": 1, "b": 2}
    table.update(c=3)
    print(table, table.get("z"), table.pop("a"), list(table.items()), "b" in table, {**table, "d": 4})
    for index, (key, value) in enumerate(table.items(), start=1):
        print(index, key, value)
    words = "the quick brown fox".split()
    print(" ".join(word.capitalize() for word in words), "-".join(reversed(words)))
    print("abc".upper(), " x ".strip(), "a,b".split(","), "hello".replace("l", "L"), "abc".find("c"))
    print(list(zip("ab", (1, 2))), list(map(str, range(3))), any([0, 1]), all([0, 1]), (1,) + (2, 3))


asyncio.run(main())
