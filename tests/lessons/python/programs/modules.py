# time, datetime, functools, random, math and sys.
import datetime
import functools
import math
import random
import sys
import time


def attempt(function, *arguments, **keywords):
    try:
        print(repr(function(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__, error)


print(time.gmtime(0), time.gmtime(86400 * 365).tm_year, time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(1e9)))
attempt(time.sleep, -1)
attempt(time.sleep, "x")
print(time.asctime(time.gmtime(0)), time.ctime(0), time.mktime(time.gmtime(1000)))
print(sys.version_info[:2], sys.version_info.major, sys.version_info >= (3, 8), sys.maxsize, sys.byteorder, sys.getrecursionlimit())
sys.stdout.write("written\n")
print("to stdout", file=sys.stdout, flush=True)

add = functools.partial(int, base=2)
print(add("101"), add.func, add.args, add.keywords, functools.partial(print, 1, 2, sep="-").args)
functools.partial(print, "a", sep="-")("b", end="!\n")
attempt(functools.partial, 5)
attempt(functools.partial)


def decorator(function):
    @functools.wraps(function)
    def wrapper(*arguments):
        return function(*arguments)
    return wrapper


@decorator
def documented():
    "its text"


print(documented.__name__, documented.__doc__, documented.__wrapped__ is not documented, documented.__qualname__)
print(functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.reduce(max, [3, 9, 2], 5))
attempt(functools.reduce, max, [])
calls = []


@functools.lru_cache(maxsize=2)
def square(number):
    calls.append(number)
    return number * number


print([square(number) for number in (1, 2, 1, 3, 1, 2)], calls, square.cache_info())
square.cache_clear()
print(square.cache_info())


@functools.cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


print(fibonacci(80))

random.seed(7)
print(random.random(), random.randint(1, 6), random.randrange(10), random.randrange(1, 100, 7), random.choice("abc"))
items = list(range(10))
random.shuffle(items)
print(items, random.sample(items, 3), random.sample(range(1000), 5), random.choices("ab", k=5), random.choices([1, 2, 3], [1, 1, 5], k=4))
print(random.uniform(1, 2), random.gauss(0, 1), random.gauss(0, 1), random.expovariate(2), random.triangular(), random.normalvariate(0, 1))
print(random.getrandbits(10), random.getrandbits(100), random.Random(3).random(), random.randint(-5, 5))
attempt(random.choice, [])
attempt(random.randint, 5, 1)
attempt(random.randrange, 0)
attempt(random.sample, [1], 2)

print(math.sqrt(2), math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.gcd(12, 18), math.lcm(4, 6), math.factorial(20), math.comb(5, 2))
print(math.pi, math.e, math.inf, math.nan, math.isclose(0.1 + 0.2, 0.3), math.log(8, 2), math.log10(1000), math.log2(8), math.exp(1))
print(math.hypot(3, 4), math.fsum([0.1] * 10), math.prod([1, 2, 3]), math.isqrt(17), math.degrees(math.pi), math.copysign(1, -0.0), math.fmod(7, 3), math.perm(5, 2))
attempt(math.sqrt, -1)
attempt(math.log, 0)
attempt(math.factorial, -1)
attempt(math.floor, float("inf"))

delta = datetime.timedelta(days=1, hours=2, minutes=3, seconds=4, milliseconds=5, microseconds=6)
print(delta, repr(delta), delta.days, delta.seconds, delta.microseconds, delta.total_seconds())
print(datetime.timedelta(), repr(datetime.timedelta()), datetime.timedelta(seconds=-1), repr(datetime.timedelta(hours=-1)), datetime.timedelta(weeks=1))
print(delta * 2, delta / 2, delta // 3, delta * 0.5, -delta, abs(-delta), delta + delta, delta - delta, delta > datetime.timedelta(1))
print(delta / datetime.timedelta(hours=1), delta // datetime.timedelta(hours=1), delta % datetime.timedelta(hours=1), bool(delta), datetime.timedelta(seconds=1.5))
day = datetime.date(2024, 2, 28)
print(day, repr(day), day + datetime.timedelta(days=2), day - datetime.date(2024, 1, 1), day.weekday(), day.isoweekday(), day.isoformat())
print(day.replace(year=2023), day.strftime("%d/%m/%y %A"), day.toordinal(), datetime.date.fromordinal(1), datetime.date.fromisoformat("2020-01-31"), f"{day:%Y}")
moment = datetime.datetime(2024, 1, 31, 12, 30, 45, 123456)
print(moment, repr(moment), moment.isoformat(), moment.isoformat(" ", "minutes"), moment.date(), moment.time(), repr(moment.time()))
print(moment + datetime.timedelta(hours=12), moment - datetime.datetime(2024, 1, 1), moment.strftime("%Y-%m-%d %H:%M:%S.%f %p %j"), f"{moment:%H:%M}")
print(moment.replace(hour=1), moment < datetime.datetime(2025, 1, 1), datetime.datetime.fromisoformat("2024-05-06T07:08:09.5"), moment.ctime())
aware = moment.replace(tzinfo=datetime.timezone.utc)
tokyo = datetime.timezone(datetime.timedelta(hours=9), "JST")
print(aware, repr(aware), aware.astimezone(tokyo), aware.timestamp(), aware.utcoffset(), aware.tzname(), tokyo, repr(tokyo), aware.strftime("%z %Z"))
print(datetime.datetime.fromtimestamp(0, datetime.timezone.utc), datetime.datetime.combine(day, datetime.time(1, 2)), datetime.time(5, 6, 7), datetime.datetime.min, datetime.timedelta.max)
attempt(datetime.date, 2023, 2, 29)
attempt(datetime.date, 0, 1, 1)
attempt(datetime.datetime, 2024, 1, 1, 24)
attempt(datetime.date.fromisoformat, "x")
attempt(lambda: aware - moment)
attempt(lambda: aware < moment)
attempt(lambda: moment + 5)
attempt(datetime.timedelta, "x")
attempt(lambda: delta / 0)
