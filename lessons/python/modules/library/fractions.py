# Exact fractions.

import math as _math
import numbers as _numbers
import re as _re
from decimal import Decimal as _Decimal

__all__ = ["Fraction"]

_text = _re.compile(
    r"\A\s*(?P<sign>[-+]?)(?=\d|\.\d)(?P<num>\d*|\d+(_\d+)*)(?:(?:/(?P<denom>\d+(_\d+)*))?|(?:\.(?P<decimal>\d*|\d+(_\d+)*))?(?:E(?P<exp>[-+]?\d+(_\d+)*))?)\s*\Z",
    _re.IGNORECASE,
)


class Fraction(_numbers.Rational):
    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            numerator, denominator = _ratio_of(numerator)
        else:
            if not isinstance(numerator, _numbers.Rational) or not isinstance(denominator, _numbers.Rational):
                raise TypeError("both arguments should be Rational instances")
            numerator, denominator = numerator.numerator * denominator.denominator, numerator.denominator * denominator.numerator
        if denominator == 0:
            raise ZeroDivisionError("Fraction(%s, 0)" % numerator)
        return cls._made(numerator, denominator)

    @classmethod
    def _made(cls, numerator, denominator):
        divisor = _math.gcd(numerator, denominator)
        if denominator < 0:
            divisor = -divisor
        fraction = super().__new__(cls)
        fraction._numerator = numerator // divisor
        fraction._denominator = denominator // divisor
        return fraction

    @classmethod
    def from_float(cls, f):
        if not isinstance(f, (float, int)):
            raise TypeError("%s.from_float() only takes floats, not %r (%s)" % (cls.__name__, f, type(f).__name__))
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        return cls(*dec.as_integer_ratio())

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # Convergents of the continued fraction, as far as they go; then the nearest between two.
        before, last = (0, 1), (1, 0)
        n, d = self._numerator, self._denominator
        while True:
            whole = n // d
            q = before[1] + whole * last[1]
            if q > max_denominator:
                break
            before, last = last, (before[0] + whole * last[0], q)
            n, d = d, n - whole * d
        k = (max_denominator - before[1]) // last[1]
        low = Fraction(before[0] + k * last[0], before[1] + k * last[1])
        high = Fraction(*last)
        return high if abs(high - self) <= abs(low - self) else low

    def __repr__(self):
        return "%s(%s, %s)" % (type(self).__name__, self._numerator, self._denominator)

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else "%s/%s" % (self._numerator, self._denominator)

    def _with(work, name):
        def operation(a, b):
            if isinstance(b, (int, Fraction)):
                return work(a, b)
            if isinstance(b, float):
                return getattr(float(a), name)(b)
            if isinstance(b, complex):
                return getattr(complex(a), name)(b)
            return NotImplemented

        return operation

    def _reflected(work, name):
        def operation(a, b):
            if isinstance(b, _numbers.Rational):
                return work(Fraction(b), a)
            if isinstance(b, _numbers.Real):
                return getattr(float(b), name)(float(a))
            if isinstance(b, _numbers.Complex):
                return getattr(complex(b), name)(complex(a))
            return NotImplemented

        return operation

    def _add(a, b):
        return Fraction._made(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)

    def _sub(a, b):
        return Fraction._made(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)

    def _mul(a, b):
        return Fraction._made(a.numerator * b.numerator, a.denominator * b.denominator)

    def _div(a, b):
        return Fraction(a.numerator * b.denominator, a.denominator * b.numerator)

    def _floordiv(a, b):
        return (a.numerator * b.denominator) // (a.denominator * b.numerator)

    def _mod(a, b):
        return Fraction((a.numerator * b.denominator) % (b.numerator * a.denominator), a.denominator * b.denominator)

    def _divmod(a, b):
        whole, rest = divmod(a.numerator * b.denominator, a.denominator * b.numerator)
        return whole, Fraction(rest, a.denominator * b.denominator)

    __add__, __radd__ = _with(_add, "__add__"), _reflected(_add, "__add__")
    __sub__, __rsub__ = _with(_sub, "__sub__"), _reflected(_sub, "__sub__")
    __mul__, __rmul__ = _with(_mul, "__mul__"), _reflected(_mul, "__mul__")
    __truediv__, __rtruediv__ = _with(_div, "__truediv__"), _reflected(_div, "__truediv__")
    __floordiv__, __rfloordiv__ = _with(_floordiv, "__floordiv__"), _reflected(_floordiv, "__floordiv__")
    __mod__, __rmod__ = _with(_mod, "__mod__"), _reflected(_mod, "__mod__")
    __divmod__, __rdivmod__ = _with(_divmod, "__divmod__"), _reflected(_divmod, "__divmod__")

    def __pow__(a, b):
        if not isinstance(b, _numbers.Rational):
            return float(a) ** b
        if b.denominator != 1:
            return float(a) ** float(b)
        power = b.numerator
        if power >= 0:
            return Fraction._made(a._numerator**power, a._denominator**power)
        if a._numerator == 0:
            raise ZeroDivisionError("Fraction(%s, 0)" % a._denominator**-power)
        return Fraction._made(a._denominator**-power, a._numerator**-power)

    def __rpow__(b, a):
        if b._denominator == 1 and b._numerator >= 0:
            return a**b._numerator
        if isinstance(a, _numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        return a ** (b._numerator if b._denominator == 1 else float(b))

    def __pos__(a):
        return Fraction._made(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction._made(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction._made(abs(a._numerator), a._denominator)

    def __int__(a):
        return -(-a._numerator // a._denominator) if a._numerator < 0 else a._numerator // a._denominator

    __trunc__ = __int__

    def __float__(a):
        return a._numerator / a._denominator

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            twice = rest * 2
            return whole + (twice > self._denominator or twice == self._denominator and whole % 2)
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __bool__(a):
        return a._numerator != 0

    def __hash__(self):
        if self._denominator == 1:
            return hash(self._numerator)
        modulus = (1 << 61) - 1
        if self._denominator % modulus == 0:
            found = 314159
        else:
            found = abs(self._numerator) % modulus * pow(self._denominator, -1, modulus) % modulus
        if self._numerator < 0:
            found = -found
        return -2 if found == -1 else found

    def __eq__(a, b):
        if isinstance(b, (int, _numbers.Rational)):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            return a == a.from_float(b) if _math.isfinite(b) else 0.0 == b
        return NotImplemented

    def _compared(sign):
        def operation(a, b):
            if isinstance(b, (int, _numbers.Rational)):
                return sign(a._numerator * b.denominator, a._denominator * b.numerator)
            if isinstance(b, float):
                if not _math.isfinite(b):
                    return sign(0.0, b)
                b = a.from_float(b)
                return sign(a._numerator * b._denominator, a._denominator * b._numerator)
            return NotImplemented

        return operation

    __lt__ = _compared(lambda x, y: x < y)
    __le__ = _compared(lambda x, y: x <= y)
    __gt__ = _compared(lambda x, y: x > y)
    __ge__ = _compared(lambda x, y: x >= y)

    def __copy__(self):
        return self if type(self) is Fraction else type(self)(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()

    def __reduce__(self):
        return type(self), (self._numerator, self._denominator)

    del _with, _reflected, _compared


def _ratio_of(value):
    if isinstance(value, int):
        return int(value), 1
    if isinstance(value, _numbers.Rational):
        return value.numerator, value.denominator
    if isinstance(value, (float, _Decimal)):
        return value.as_integer_ratio()
    if not isinstance(value, str):
        raise TypeError("argument should be a string or a Rational instance")
    match = _text.match(value)
    if match is None:
        raise ValueError("Invalid literal for Fraction: %r" % value)
    numerator = int(match["num"] or "0")
    denominator = 1
    if match["denom"]:
        denominator = int(match["denom"])
    else:
        if match["decimal"]:
            digits = match["decimal"].replace("_", "")
            numerator = numerator * 10 ** len(digits) + int(digits)
            denominator = 10 ** len(digits)
        if match["exp"]:
            power = int(match["exp"])
            if power >= 0:
                numerator *= 10**power
            else:
                denominator *= 10**-power
    return -numerator if match["sign"] == "-" else numerator, denominator
