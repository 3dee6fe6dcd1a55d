# Modules of numbers: exact means, wide ranges of chance, quantiles, ISO weeks, UUID fields.
import datetime
import decimal
import enum
import random
import statistics
import string
import types
import uuid
from fractions import Fraction


def show(call):
    try:
        print(repr(call()))
    except Exception as error:
        print(type(error).__name__, error)


random.seed(3)
show(lambda: [random.randint(0, 10**30), random.randrange(10**25), random.randrange(0, 2**70, 3), random.randint(-(2**63), 2**63 - 1)])
show(lambda: random.randrange(2**70, 2**65))
show(lambda: random.sample(["a", "b"], counts=[3, 2], k=4))
show(lambda: random.sample([1], counts=[1, 2], k=1))
show(lambda: statistics.mean([Fraction(1, 2), 1]))
show(lambda: statistics.mean([decimal.Decimal("1.5"), 2]))
show(lambda: statistics.mean([1, 2]))
show(lambda: [round(statistics.NormalDist(1, 2).inv_cdf(p), 9) for p in (0.001, 0.3, 0.5, 0.99)])
show(lambda: statistics.NormalDist(1, 2) + statistics.NormalDist(2, 1.5))
show(lambda: round(statistics.NormalDist(2.4, 1.6).overlap(statistics.NormalDist(3.2, 2.0)), 9))
show(lambda: statistics.NormalDist().inv_cdf(0))
show(lambda: datetime.date(2024, 12, 30).isocalendar())
show(lambda: datetime.date(2024, 12, 30).isocalendar().week)
show(lambda: uuid.UUID(int=2**100 + 77).fields)
show(lambda: uuid.UUID(bytes_le=uuid.UUID(int=12345 << 70).bytes_le))
show(lambda: string.Template("a\n$1").substitute())
show(lambda: types.SimpleNamespace(1))
show(lambda: decimal.Decimal(1) + 1.5)
show(lambda: decimal.Decimal(1) < "a")


class Colour(enum.Enum):
    RED = 1


show(lambda: setattr(Colour.RED, "value", 2))
show(lambda: delattr(Colour.RED, "name"))
show(lambda: 1 in Colour)


def unbound():
    later
    later = 1


later = 2
try:
    unbound()
except UnboundLocalError as error:
    print(error, error.name)
