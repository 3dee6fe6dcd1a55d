def numbers(n):
    for i in range(n):
        yield i


def squares(source):
    for each in source:
        yield each * each


def both(n):
    yield from squares(numbers(n))
    yield from numbers(n)


print(sum(both(1_000_000)))
