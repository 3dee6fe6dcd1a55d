import random


def run():
    source = random.Random(1)
    numbers = [source.random() for _ in range(200_000)]
    ordered = sorted(numbers)
    backwards = sorted(numbers, key=lambda x: -x)
    words = sorted(str(int(x * 1e6)) for x in numbers)
    pairs = sorted((int(x * 10), x) for x in numbers)
    return ordered[0], backwards[0], words[0], pairs[0]


print(run())
