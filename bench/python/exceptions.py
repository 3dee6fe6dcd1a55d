class Odd(Exception):
    pass


def check(i):
    if i & 1:
        raise Odd(i)
    return i


def run():
    good = bad = 0
    for i in range(700_000):
        try:
            good += check(i)
        except Odd as error:
            bad += error.args[0]
        finally:
            good += 1
    return good, bad


print(run())
