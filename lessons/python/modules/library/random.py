# Chance that its seed decides.

import math as _math
from _random import Random as _Twister
from _random import run_seed as _run_seed

__all__ = ["Random", "SystemRandom", "betavariate", "choice", "choices", "expovariate", "gammavariate", "gauss", "getrandbits", "getstate",
           "lognormvariate", "normalvariate", "paretovariate", "randbytes", "randint", "random", "randrange", "sample", "seed", "setstate",
           "shuffle", "triangular", "uniform", "vonmisesvariate", "weibullvariate"]  # fmt: skip

_log4 = _math.log(4.0)
_gamma_bound = 1.0 + _math.log(4.5)


class Random(_Twister):
    VERSION = 3

    def __init__(self, x=None):
        self.seed(x)

    def seed(self, a=None, version=2):
        if isinstance(a, (str, bytes, bytearray)):
            a = _number_of(a, version)
        super().seed(a)

    def getstate(self):
        *state, gauss_next = self._state()
        return self.VERSION, tuple(state), gauss_next

    def setstate(self, state):
        version, numbers, gauss_next = state
        if version != self.VERSION:
            raise ValueError("state with version %s passed to Random.setstate() of version %s" % (version, self.VERSION))
        if len(numbers) != 625:
            raise ValueError("state vector is the wrong size")
        self._restore(numbers, gauss_next)

    # The numbers are drawn where they don't fit into 64 bits; the rest is in _random.
    def _below(self, n):
        bits = n.bit_length()
        drawn = self.getrandbits(bits)
        while drawn >= n:
            drawn = self.getrandbits(bits)
        return drawn

    def _wide_randrange(self, start, stop, step):
        width = stop - start
        if step == 0:
            raise ValueError("zero step for randrange()")
        count = (width + step - 1) // step if step > 0 else (width + step + 1) // step
        if count <= 0:
            raise ValueError("empty range for randrange() (%d, %d, %d)" % (start, stop, width)
                             if step == 1 else "empty range for randrange()")
        return start + step * self._below(count)

    def _sample_of_counted(self, population, k, counts):
        from itertools import accumulate
        from bisect import bisect

        population, sums = list(population), list(accumulate(counts))
        if len(sums) != len(population):
            raise ValueError("The number of counts does not match the population")
        total = sums[-1]
        if not isinstance(total, int):
            raise TypeError("Counts must be integers")
        if total <= 0:
            raise ValueError("Total of counts must be greater than zero")
        return [population[bisect(sums, each)] for each in self.sample(range(total), k)]

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, "little")

    def lognormvariate(self, mu=0.0, sigma=1.0):
        return _math.exp(self.normalvariate(mu, sigma))

    def vonmisesvariate(self, mu, kappa):
        """Best and Fisher's method."""
        if kappa <= 1e-6:
            return 2.0 * _math.pi * self.random()
        half = 0.5 / kappa
        r = half + _math.sqrt(1.0 + half * half)
        while True:
            z = _math.cos(_math.pi * self.random())
            d = z / (r + z)
            u = self.random()
            if u < 1.0 - d * d or u <= (1.0 - d) * _math.exp(d):
                break
        q = 1.0 / r
        angle = _math.acos((q + z) / (1.0 + q * z))
        return (mu + angle if self.random() > 0.5 else mu - angle) % (2.0 * _math.pi)

    def gammavariate(self, alpha, beta):
        """Cheng's method above 1, Ahrens and Dieter's below."""
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError("gammavariate: alpha and beta must be > 0.0")
        if alpha == 1.0:
            return -_math.log(1.0 - self.random()) * beta
        if alpha > 1.0:
            root = _math.sqrt(2.0 * alpha - 1.0)
            b, c = alpha - _log4, alpha + root
            while True:
                u = self.random()
                if not 1e-7 < u < 0.9999999:
                    continue
                w = 1.0 - self.random()
                v = _math.log(u / (1.0 - u)) / root
                x = alpha * _math.exp(v)
                z = u * u * w
                r = b + c * v - x
                if r + _gamma_bound - 4.5 * z >= 0.0 or r >= _math.log(z):
                    return x * beta
        while True:
            u = self.random()
            b = (_math.e + alpha) / _math.e
            p = b * u
            x = p ** (1.0 / alpha) if p <= 1.0 else -_math.log((b - p) / alpha)
            w = self.random()
            if w <= x ** (alpha - 1.0) if p > 1.0 else w <= _math.exp(-x):
                return x * beta

    def betavariate(self, alpha, beta):
        y = self.gammavariate(alpha, 1.0)
        return y / (y + self.gammavariate(beta, 1.0)) if y else 0.0

    def paretovariate(self, alpha):
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return alpha * (-_math.log(1.0 - self.random())) ** (1.0 / beta)


def _number_of(text, version):
    if version == 2:
        from hashlib import sha512

        data = text.encode() if isinstance(text, str) else bytes(text)
        return int.from_bytes(data + sha512(data).digest(), "big")
    data = text.decode("latin-1") if isinstance(text, (bytes, bytearray)) else text
    number = ord(data[0]) << 7 if data else 0
    for letter in map(ord, data):
        number = (1000003 * number ^ letter) & 0xFFFFFFFFFFFFFFFF
    number ^= len(data)
    return -2 if number == -1 else number


class SystemRandom(Random):
    """Chance of its own, which a program's seed does not touch."""

    def __init__(self, x=None):
        super().seed(None)

    def seed(self, *arguments, **more):
        return None

    def getstate(self, *arguments, **more):
        raise NotImplementedError("System entropy source does not have state.")

    setstate = getstate


_inst = Random(_run_seed)
seed, getstate, setstate = _inst.seed, _inst.getstate, _inst.setstate
random, getrandbits, randbytes = _inst.random, _inst.getrandbits, _inst.randbytes
randrange, randint = _inst.randrange, _inst.randint
choice, choices, shuffle, sample = _inst.choice, _inst.choices, _inst.shuffle, _inst.sample
uniform, triangular, gauss, normalvariate, lognormvariate = _inst.uniform, _inst.triangular, _inst.gauss, _inst.normalvariate, _inst.lognormvariate
expovariate, vonmisesvariate, gammavariate, betavariate = _inst.expovariate, _inst.vonmisesvariate, _inst.gammavariate, _inst.betavariate
paretovariate, weibullvariate = _inst.paretovariate, _inst.weibullvariate
