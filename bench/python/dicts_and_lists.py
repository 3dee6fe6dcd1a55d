def run():
    counts = {}
    items = []
    for i in range(1_000_000):
        key = i * 7 % 1009
        counts[key] = counts.get(key, 0) + 1
        items.append(key)
        if len(items) > 1000:
            items.pop()
    for key in list(counts):
        if key % 2:
            del counts[key]
    return len(counts), sum(counts.values()), sum(items), items[::100]


print(run())
