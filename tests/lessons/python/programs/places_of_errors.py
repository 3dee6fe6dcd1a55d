# Where tracebacks point in assertions, and in calls and attributes over several lines; no suggestions in module traceback.
import traceback


class Chain:
    def step(self, *_):
        return self


def same(value):
    return value


chain, x, lenght = Chain(), 1, 2


def report(action):
    try:
        action()
    except Exception:
        print(traceback.format_exc().replace(__file__, "FILE"))


def negated():
    assert not x


def compared():
    assert x == 2


def called():
    assert same(0), "message"


def either():
    assert x == 2 or same(0)


def both():
    assert x and x != 1


def negated_comparison():
    assert not x == 1, x


def chosen():
    assert same(0) if x == 1 else x


def over_lines():
    assert (x
            > 5)


def method():
    (chain.step()
        .step(1)
        .missing()
        .step())


def attribute():
    return (chain.
            missing.other)


def argument():
    chain.step(
        1,
        chain
        .step().nothing,
    )


def stored():
    (chain
     .step().missing.name) = 5


def suggestion():
    return length


def unbound():
    print(lenghts)
    lenghts = 1


for action in (negated, compared, called, either, both, negated_comparison, chosen, over_lines, method, attribute,
               argument, stored, suggestion, unbound):
    report(action)


# An error of a module's own __getattr__ knows what was asked for.
import asyncio

try:
    asyncio.slep(1)
except AttributeError as error:
    print(error.name, error.obj is asyncio, "sleep" in dir(asyncio), "Queue" in dir(asyncio))
