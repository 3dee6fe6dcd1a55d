def run():
    total = 0
    for i in range(6_000_000):
        if i % 3 == 0:
            total += i
        else:
            total -= 1
    n = 0
    while n < 3_000_000:
        n += 1
    return total, n


print(run())
