# math: edges of its functions; random: distributions, states, seeds.
import math, random
for f in (math.asinh, math.acosh, math.atanh, math.erf, math.erfc, math.exp2, math.lgamma, math.ulp, math.sqrt, math.exp, math.cos, math.tanh, math.log1p, math.gamma):
    for x in (0.0, 0.5, 1, 2.5, -1, -0.5, 1e300, 5000, float("inf"), -float("inf"), float("nan"), 5e-324):
        try: print(f.__name__, x, f"{f(x):.12g}")
        except (ValueError, OverflowError) as e: print(f.__name__, x, type(e).__name__, e)
for f, a in ((math.fmod, (math.inf, 1)), (math.fmod, (1, math.inf)), (math.pow, (0, -1)), (math.pow, (-8, 1 / 3)), (math.pow, (math.inf, -1)), (math.remainder, (math.inf, 2)), (math.atan2, (math.inf, 1)), (math.pow, (10, 400))):
    try: print(f.__name__, a, f(*a))
    except (ValueError, OverflowError) as e: print(f.__name__, a, type(e).__name__, e)
for x, i in ((1.5, 3), (5e-324, 1074), (1.0, -2000), (1.0, 10**30), (0.0, 10**30), (float("inf"), -5), (1.5, 1024)):
    try: print(math.ldexp(x, i))
    except OverflowError as e: print(e)
print(math.nextafter(1, 2), math.nextafter(0.0, -1), math.dist((1, 2), (4, 6)), math.dist([1], [1]))
for f in (lambda: math.dist((1,), (1, 2)), lambda: math.ldexp(1, 2.0)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
random.seed(5)
print([round(f(*a), 12) for f, a in ((random.betavariate, (2, 3)), (random.gammavariate, (0.5, 2)), (random.gammavariate, (1, 2)), (random.gammavariate, (3.5, 1)), (random.lognormvariate, (0, 1)), (random.vonmisesvariate, (1, 4)), (random.vonmisesvariate, (1, 0)), (random.paretovariate, (3,)), (random.weibullvariate, (1, 1.5)))])
state = random.getstate(); first = [random.random(), random.gauss(0, 1), random.getrandbits(70)]; random.setstate(state); print(first == [random.random(), random.gauss(0, 1), random.getrandbits(70)], state[0], len(state[1]), random.randbytes(4))
for seed in ("text", b"bytes", 1.5, None.__class__, -7, 10**40):
    try: r = random.Random(seed); print(r.random(), r.randint(1, 6))
    except TypeError as e: print(str(e).split("\n")[0])
random.seed("again", version=1); print(random.random())
before = random.getstate(); s = random.SystemRandom(); s.random(); s.seed(1); print(random.getstate() == before, 1 <= s.randint(1, 6) <= 6)
class Loaded(random.Random):
    def random(self): return 0.5
print(Loaded().random(), isinstance(random.Random(1), random.Random))
try: random.gammavariate(0, 1)
except ValueError as e: print(e)
