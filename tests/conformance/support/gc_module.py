"""Module gc, for tests that ask for a collection: here counting alone destroys what nobody has."""


def collect(generation=2):
    return 0


def enable():
    pass


disable = enable


def isenabled():
    return False
