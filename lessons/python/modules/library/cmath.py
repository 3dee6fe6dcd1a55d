# Functions of complex numbers, each from the real ones of its parts.

import math as _math
from math import e, inf, nan, pi, tau

infj, nanj = complex(0.0, inf), complex(0.0, nan)
_smallest = 2.2250738585072014e-308
_log_of_10 = 2.302585092994045684


def _parts(z):
    if isinstance(z, str):
        raise TypeError("must be real number, not str")
    try:
        z = complex(z)
    except TypeError:
        raise TypeError(f"must be real number, not {type(z).__name__}") from None
    return z.real, z.imag


def _is_special(x, y):
    return not (_math.isfinite(x) and _math.isfinite(y))


def phase(z, /):
    x, y = _parts(z)
    return _math.atan2(y, x)


def polar(z, /):
    x, y = _parts(z)
    length = _math.hypot(x, y)
    if _math.isinf(length) and not _is_special(x, y):
        raise OverflowError("math range error")
    return length, _math.atan2(y, x)


def rect(r, phi, /):
    if _math.isinf(phi) and r and not _math.isnan(r):
        raise ValueError("math domain error")
    if not phi:
        return complex(r, r * phi)
    return complex(r * _math.cos(phi), r * _math.sin(phi))


def isnan(z, /):
    return any(map(_math.isnan, _parts(z)))


def isinf(z, /):
    return any(map(_math.isinf, _parts(z)))


def isfinite(z, /):
    return not _is_special(*_parts(z))


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    a, b = complex(a), complex(b)
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    apart = abs(a - b)
    return apart <= rel_tol * abs(b) or apart <= rel_tol * abs(a) or apart <= abs_tol


def sqrt(z, /):
    x, y = _parts(z)
    if x == 0.0 and y == 0.0:
        return complex(0.0, y)
    if _math.isinf(y):
        return complex(inf, y)
    if _is_special(x, y):
        if x == inf:
            return complex(inf, nan if _math.isnan(y) else _math.copysign(0.0, y))
        if x == -inf:
            return complex(nan if _math.isnan(y) else 0.0, _math.copysign(inf, y))
        return complex(nan, nan)
    ax, ay = _math.fabs(x), _math.fabs(y)
    if ax < _smallest and ay < _smallest and (ax > 0.0 or ay > 0.0):
        ax = _math.ldexp(ax, 54)
        s = _math.ldexp(_math.sqrt(ax + _math.hypot(ax, _math.ldexp(ay, 54))), -27)
    else:
        ax /= 8.0
        s = 2.0 * _math.sqrt(ax + _math.hypot(ax, ay / 8.0))
    d = ay / (2.0 * s)
    return complex(s, _math.copysign(d, y)) if x >= 0.0 else complex(d, _math.copysign(s, y))


def exp(z, /):
    x, y = _parts(z)
    if _is_special(x, y):
        if _math.isinf(x) and _math.isfinite(y):
            size = inf if x > 0 else 0.0
            return complex(_math.copysign(size, _math.cos(y)), _math.copysign(size, _math.sin(y)) if y else y)
        if _math.isinf(y) and (_math.isfinite(x) or x == inf):
            raise ValueError("math domain error")
        return complex(0.0, 0.0) if x == -inf else complex(x if x == inf else nan, nan if y else y)
    size = _math.exp(x)
    return complex(size * _math.cos(y), size * _math.sin(y))


def _log(x, y):
    ax, ay = _math.fabs(x), _math.fabs(y)
    if ax == 0.0 and ay == 0.0:
        raise ValueError("math domain error")
    if ax > 1e308 or ay > 1e308:
        real = _math.log(_math.hypot(ax / 2.0, ay / 2.0)) + _math.log(2.0)
    elif ax < _smallest and ay < _smallest:
        real = _math.log(_math.hypot(_math.ldexp(ax, 53), _math.ldexp(ay, 53))) - 53 * _math.log(2.0)
    else:
        size = _math.hypot(ax, ay)
        if 0.71 <= size <= 1.73:
            large, small = max(ax, ay), min(ax, ay)
            real = _math.log1p((large - 1) * (large + 1) + small * small) / 2.0
        else:
            real = _math.log(size)
    return complex(real, _math.atan2(y, x))


def log(z, base=None, /):
    result = _log(*_parts(z))
    return result if base is None else result / _log(*_parts(base))


def log10(z, /):
    result = _log(*_parts(z))
    return complex(result.real / _log_of_10, result.imag / _log_of_10)


def sinh(z, /):
    x, y = _parts(z)
    return complex(_math.cos(y) * _math.sinh(x), _math.sin(y) * _math.cosh(x))


def cosh(z, /):
    x, y = _parts(z)
    return complex(_math.cos(y) * _math.cosh(x), _math.sin(y) * _math.sinh(x))


def tanh(z, /):
    x, y = _parts(z)
    if _math.fabs(x) > 354.0:  # cosh(x) squared would be too large
        return complex(_math.copysign(1.0, x), 4.0 * _math.sin(y) * _math.cos(y) * _math.exp(-2.0 * _math.fabs(x)))
    tx, ty, cx = _math.tanh(x), _math.tan(y), 1.0 / _math.cosh(x)
    both = tx * ty
    below = 1.0 + both * both
    return complex(tx * (1.0 + ty * ty) / below, ty / below * cx * cx)


def asinh(z, /):
    x, y = _parts(z)
    a, b = sqrt(complex(1.0 + y, -x)), sqrt(complex(1.0 - y, x))
    return complex(_math.asinh(a.real * b.imag - b.real * a.imag), _math.atan2(y, a.real * b.real - a.imag * b.imag))


def acosh(z, /):
    x, y = _parts(z)
    a, b = sqrt(complex(x - 1.0, y)), sqrt(complex(x + 1.0, y))
    return complex(_math.asinh(a.real * b.real + a.imag * b.imag), 2.0 * _math.atan2(a.imag, b.real))


def acos(z, /):
    x, y = _parts(z)
    a, b = sqrt(complex(1.0 - x, -y)), sqrt(complex(1.0 + x, y))
    return complex(2.0 * _math.atan2(a.real, b.real), _math.asinh(b.real * a.imag - b.imag * a.real))


def atanh(z, /):
    x, y = _parts(z)
    if x < 0.0 or (x == 0.0 and _math.copysign(1.0, x) < 0.0):
        return -atanh(complex(-x, -y))
    ay = _math.fabs(y)
    if x == 1.0 and ay == 0.0:
        raise ValueError("math domain error")
    real = _math.log1p(4.0 * x / ((1.0 - x) * (1.0 - x) + ay * ay)) / 4.0
    return complex(real, -_math.atan2(-2.0 * y, (1.0 - x) * (1.0 + x) - ay * ay) / 2.0)


def _turned(function):
    """f with f(z) = -i function(iz)."""

    def turned(z, /):
        x, y = _parts(z)
        result = function(complex(-y, x))
        return complex(result.imag, -result.real)

    return turned


asin, atan, sin, tan = map(_turned, (asinh, atanh, sinh, tanh))
for _name in ("asin", "atan", "sin", "tan"):
    globals()[_name].__name__ = globals()[_name].__qualname__ = _name
del _name


def cos(z, /):
    x, y = _parts(z)
    return cosh(complex(-y, x))
