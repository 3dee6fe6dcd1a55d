# Decimal numbers: exact where digits suffice, else rounded as the context says.

import math as _math
import numbers as _numbers
import re as _re
from collections import namedtuple as _namedtuple
from contextvars import ContextVar as _ContextVar

ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING = "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING"
ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP = "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP"
_ROUNDINGS = (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX
MIN_ETINY = MIN_EMIN - (MAX_PREC - 1)
HAVE_THREADS = HAVE_CONTEXTVAR = True

DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent")


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class InvalidContext(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


_SIGNALS = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped)

_FLAGS_SHOWN = (Clamped, DivisionByZero, InvalidOperation, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow)


def _rounded(coefficient, places, rounding, sign):
    """The coefficient without its last places, and whether that lost anything."""
    unit = 10**places
    kept, rest = divmod(coefficient, unit)
    if not rest:
        return kept, False
    half = rest * 2 - unit
    if rounding == ROUND_HALF_EVEN:
        up = half > 0 or half == 0 and kept & 1
    elif rounding == ROUND_HALF_UP:
        up = half >= 0
    elif rounding == ROUND_HALF_DOWN:
        up = half > 0
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_DOWN:
        up = False
    elif rounding == ROUND_CEILING:
        up = not sign
    elif rounding == ROUND_FLOOR:
        up = bool(sign)
    else:
        up = kept % 5 == 0
    return kept + bool(up), True


def _length(coefficient):
    return len(str(coefficient)) if coefficient else 1


class Context:
    __dotted__ = "decimal.Context"
    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        base = DefaultContext if "DefaultContext" in globals() else None

        def value(given, name, default):
            return given if given is not None else getattr(base, name) if base is not None else default

        self.prec = value(prec, "prec", 28)
        self.rounding = value(rounding, "rounding", ROUND_HALF_EVEN)
        self.Emin = value(Emin, "Emin", -999999)
        self.Emax = value(Emax, "Emax", 999999)
        self.capitals = value(capitals, "capitals", 1)
        self.clamp = value(clamp, "clamp", 0)
        self.flags = self._signals(flags if flags is not None else ())
        self.traps = self._signals(traps if traps is not None else base.traps if base is not None else (InvalidOperation, DivisionByZero, Overflow))

    @staticmethod
    def _signals(given):
        if isinstance(given, dict):
            return {signal: bool(given.get(signal)) for signal in _SIGNALS}
        return {signal: signal in given for signal in _SIGNALS}

    def __setattr__(self, name, value):
        if name == "prec" and not (isinstance(value, int) and 1 <= value <= MAX_PREC):
            raise ValueError("valid range for prec is [1, MAX_PREC]") if isinstance(value, int) else TypeError("an integer is required")
        if name == "rounding" and value not in _ROUNDINGS:
            raise TypeError(
                "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]"
            )
        object.__setattr__(self, name, value)

    def __repr__(self):
        return "Context(prec=%d, rounding=%s, Emin=%d, Emax=%d, capitals=%d, clamp=%d, flags=[%s], traps=[%s])" % (
            self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
            ", ".join(signal.__name__ for signal in _FLAGS_SHOWN if self.flags[signal]),
            ", ".join(signal.__name__ for signal in _SIGNALS if self.traps[signal]),
        )  # fmt: skip

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, dict(self.flags), dict(self.traps))

    __copy__ = copy

    def clear_flags(self):
        self.flags = self._signals(())

    def clear_traps(self):
        self.traps = self._signals(())

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    def _signal(self, condition, result=None):
        signal = condition if condition in self.flags else InvalidOperation
        self.flags[signal] = True
        if self.traps[signal]:
            raise signal([condition])
        return _NAN if result is None else result

    def _fix(self, sign, coefficient, exponent):
        """The number with at most `prec` digits."""
        tiny = self.Etiny()
        if not coefficient:
            bounded = min(max(exponent, tiny), self.Emax)
            if bounded != exponent:
                self._signal(Clamped, 0)
            return _made(sign, 0, bounded)
        size = _length(coefficient)
        least = max(size + exponent - self.prec, tiny)
        if exponent >= least and size + exponent - 1 <= self.Emax:
            if size + exponent - 1 < self.Emin:
                self._signal(Subnormal, 0)
            return _made(sign, coefficient, exponent)
        subnormal = size + exponent - 1 < self.Emin
        changed = False
        if exponent < least:
            coefficient, changed = _rounded(coefficient, least - exponent, self.rounding, sign)
            exponent = least
            if _length(coefficient) > self.prec:
                coefficient //= 10
                exponent += 1
        if _length(coefficient) + exponent - 1 > self.Emax:
            for signal in (Overflow, Inexact, Rounded):
                self._signal(signal, 0)
            if self.rounding in (ROUND_DOWN, ROUND_05UP) or self.rounding == (ROUND_CEILING if sign else ROUND_FLOOR):
                return _made(sign, 10**self.prec - 1, self.Emax - self.prec + 1)
            return _made(sign, 0, "F")
        if subnormal:
            self._signal(Subnormal, 0)
            if changed:
                self._signal(Underflow, 0)
        if changed:
            self._signal(Inexact, 0)
        self._signal(Rounded, 0)
        if not coefficient:
            self._signal(Clamped, 0)
        return _made(sign, coefficient, exponent)

    def create_decimal(self, num="0"):
        return Decimal(num)._fixed(self)

    def create_decimal_from_float(self, f):
        return Decimal.from_float(f)._fixed(self)


for _name, _method in {
    "abs": "__abs__", "minus": "__neg__", "plus": "__pos__", "sqrt": "sqrt", "exp": "exp", "ln": "ln", "log10": "log10", "normalize": "normalize",
    "to_integral_value": "to_integral_value", "to_integral_exact": "to_integral_exact", "add": "__add__", "subtract": "__sub__", "multiply": "__mul__",
    "divide": "__truediv__", "divide_int": "__floordiv__", "remainder": "__mod__", "quantize": "quantize", "compare": "compare", "max": "max", "min": "min", "power": "__pow__",
}.items():  # fmt: skip

    def _wrapper(self, a, *more, _method=_method):
        token = _current.set(self)
        try:
            return getattr(Decimal(a), _method)(*more)
        finally:
            _current.reset(token)

    _wrapper.__name__ = _name
    setattr(Context, _name, _wrapper)

_current = _ContextVar("decimal_context")


def getcontext():
    try:
        return _current.get()
    except LookupError:
        context = DefaultContext.copy()
        _current.set(context)
        return context


def setcontext(context, /):
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current.set(context)


class _LocalContext:
    def __init__(self, context):
        self._new = context

    def __enter__(self):
        self._saved = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *details):
        setcontext(self._saved)


def localcontext(ctx=None, **settings):
    context = (getcontext() if ctx is None else ctx).copy()
    for name, value in settings.items():
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError("'%s' is an invalid keyword argument for this function" % name)
        setattr(context, name, Context._signals(value) if name in ("flags", "traps") else value)
    return _LocalContext(context)


_syntax = _re.compile(
    r"(?P<sign>[-+])?(?:(?=\d|\.\d)(?P<int>\d*)(?:\.(?P<frac>\d*))?(?:E(?P<exp>[-+]?\d+))?|(?P<inf>Inf(?:inity)?)|(?P<signal>s)?NaN(?P<diag>\d*))\Z",
    _re.IGNORECASE,
)


def _made(sign, coefficient, exponent):
    number = object.__new__(Decimal)
    number._sign = int(sign)
    number._int = coefficient
    number._exp = exponent
    return number


class Decimal:
    __dotted__ = "decimal.Decimal"
    __slots__ = ("_sign", "_int", "_exp")

    def __new__(cls, value="0", context=None):
        found = _converted(value, context)
        if cls is Decimal:
            return found
        number = object.__new__(cls)
        number._sign, number._int, number._exp = found._sign, found._int, found._exp
        return number

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("argument must be int or float")
        return cls(_of_float(f))

    # What it is.

    def _special(self):
        return isinstance(self._exp, str)

    def is_nan(self):
        return self._exp in ("n", "N")

    def is_snan(self):
        return self._exp == "N"

    def is_qnan(self):
        return self._exp == "n"

    def is_infinite(self):
        return self._exp == "F"

    def is_finite(self):
        return not self._special()

    def is_signed(self):
        return self._sign == 1

    def is_zero(self):
        return not self._special() and not self._int

    def adjusted(self):
        return 0 if self._special() else _length(self._int) - 1 + self._exp

    def __bool__(self):
        return self._special() or self._int != 0

    def as_tuple(self):
        digits = tuple(map(int, str(self._int))) if not self.is_nan() or self._int else ()
        return DecimalTuple(self._sign, (0,) if self._exp == "F" else digits, self._exp)

    def as_integer_ratio(self):
        if self.is_nan():
            raise ValueError("cannot convert NaN to integer ratio")
        if self.is_infinite():
            raise OverflowError("cannot convert Infinity to integer ratio")
        top = -self._int if self._sign else self._int
        if self._exp >= 0:
            return top * 10**self._exp, 1
        bottom = 10**-self._exp
        divisor = _math.gcd(top, bottom)
        return top // divisor, bottom // divisor

    # Texts.

    def __str__(self, eng=False):
        sign = "-" if self._sign else ""
        if self._special():
            if self._exp == "F":
                return sign + "Infinity"
            return sign + ("NaN" if self._exp == "n" else "sNaN") + (str(self._int) if self._int else "")
        digits = str(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            point = left
        elif not eng:
            point = 1
        elif not self._int:
            point = (left + 1) % 3 - 1
        else:
            point = (left - 1) % 3 + 1
        if point <= 0:
            text = "0." + "0" * -point + digits
        elif point >= len(digits):
            text = digits + "0" * (point - len(digits))
        else:
            text = digits[:point] + "." + digits[point:]
        if left != point:
            text += "%s%+d" % ("E" if getcontext().capitals else "e", left - point)
        return sign + text

    def to_eng_string(self, context=None):
        return self.__str__(True)

    def __repr__(self):
        return "Decimal('%s')" % str(self)

    def __format__(self, specification):
        return _formatted(self, specification)

    def __hash__(self):
        if self._exp == "N":
            raise TypeError("Cannot hash a signaling NaN value.")
        if self._special():
            return object.__hash__(self) if self.is_nan() else hash(-_math.inf if self._sign else _math.inf)
        modulus = (1 << 61) - 1
        power = pow(10, self._exp, modulus) if self._exp >= 0 else pow(pow(10, -1, modulus), -self._exp, modulus)
        found = self._int * power % modulus
        if self._sign:
            found = -found
        return -2 if found == -1 else found

    def __reduce__(self):
        return type(self), (str(self),)

    def __copy__(self):
        return self if type(self) is Decimal else type(self)(self)

    def __deepcopy__(self, memo):
        return self.__copy__()

    # Comparing.

    def _order(self, other):
        if self._exp == "F" or other._exp == "F":
            mine = (-1 if self._sign else 1) if self._exp == "F" else 0
            theirs = (-1 if other._sign else 1) if other._exp == "F" else 0
            return (mine > theirs) - (mine < theirs)
        least = min(self._exp, other._exp)
        a = self._int * 10 ** (self._exp - least) * (-1 if self._sign else 1)
        b = other._int * 10 ** (other._exp - least) * (-1 if other._sign else 1)
        return (a > b) - (a < b)

    def _ordered(accepts, quiet):
        def compare(self, other):
            other = _for_comparison(other, quiet)
            if other is NotImplemented:
                return other
            if self.is_nan() or other.is_nan():
                if not quiet or self.is_snan() or other.is_snan():
                    getcontext()._signal(InvalidOperation)
                return accepts == "!="
            order = self._order(other)
            return {"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0, "==": order == 0, "!=": order != 0}[accepts]

        return compare

    __eq__, __ne__ = _ordered("==", True), _ordered("!=", True)
    __lt__, __le__, __gt__, __ge__ = _ordered("<", False), _ordered("<=", False), _ordered(">", False), _ordered(">=", False)
    del _ordered

    def compare(self, other, context=None):
        other = _needed(other)
        context = context or getcontext()
        return _nan_of(context, self, other) or Decimal(self._order(other))

    def max(self, other, context=None):
        return self._extreme(_needed(other), context or getcontext(), 1)

    def min(self, other, context=None):
        return self._extreme(_needed(other), context or getcontext(), -1)

    def _extreme(self, other, context, wanted):
        if self.is_nan() or other.is_nan():
            if self.is_qnan() and not other.is_nan():
                return other._fixed(context)
            if other.is_qnan() and not self.is_nan():
                return self._fixed(context)
            return _nan_of(context, self, other)
        order = self._order(other) or (other._sign - self._sign) or 0
        if not order and self._exp != other._exp:
            order = (self._exp > other._exp) - (self._exp < other._exp)
            order = -order if self._sign else order
        return (self if order * wanted >= 0 and (order or wanted < 0) else other)._fixed(context)

    # Arithmetic.

    def __pos__(self, context=None):
        context = context or getcontext()
        if self._special():
            return _nan_of(context, self) or _made(self._sign, 0, "F")
        sign = self._sign if self._int or context.rounding == ROUND_FLOOR else 0
        return context._fix(sign, self._int, self._exp)

    def _fixed(self, context=None):
        context = context or getcontext()
        if self._special():
            return _nan_of(context, self) or self
        return context._fix(self._sign, self._int, self._exp)

    def __neg__(self, context=None):
        context = context or getcontext()
        if self._special():
            return _nan_of(context, self) or _made(1 - self._sign, 0, "F")
        sign = 1 - self._sign if self._int or context.rounding == ROUND_FLOOR else 0
        return context._fix(sign, self._int, self._exp)

    def __abs__(self, round=True, context=None):
        return self.copy_abs()._fixed(context)

    def copy_abs(self):
        return _made(0, self._int, self._exp)

    def copy_negate(self):
        return _made(1 - self._sign, self._int, self._exp)

    def copy_sign(self, other, context=None):
        return _made(_needed(other)._sign, self._int, self._exp)

    def _binary(work):
        def operation(self, other):
            other = _operand(other)
            return other if other is NotImplemented else work(self, other, getcontext())

        def reflected(self, other):
            other = _operand(other)
            return other if other is NotImplemented else work(other, self, getcontext())

        return operation, reflected

    def _add(a, b, context):
        if a._special() or b._special():
            nan = _nan_of(context, a, b)
            if nan is not None:
                return nan
            if a._exp == b._exp and a._sign != b._sign:
                return context._signal(InvalidOperation)
            return _made((a if a._exp == "F" else b)._sign, 0, "F")
        least = min(a._exp, b._exp)
        # Far below the other's last digit only its being there counts.
        top, low = (a, b) if a._exp >= b._exp else (b, a)
        if top._int and low._int:
            limit = min(top._exp - context.prec - 3, _length(top._int) + top._exp - context.prec - 3)
            if _length(low._int) + low._exp < limit:
                low = _made(low._sign, 1, limit)
                least = limit
        x = top._int * 10 ** (top._exp - least) * (-1 if top._sign else 1)
        y = low._int * 10 ** (low._exp - least) * (-1 if low._sign else 1)
        total = x + y
        if not total:
            sign = a._sign & b._sign if context.rounding != ROUND_FLOOR else a._sign | b._sign
            if x:
                sign = int(context.rounding == ROUND_FLOOR)
            return context._fix(sign, 0, least)
        return context._fix(total < 0, abs(total), least)

    def _sub(a, b, context):
        return Decimal._add(a, b if b.is_nan() else b.copy_negate(), context)

    def _mul(a, b, context):
        sign = a._sign ^ b._sign
        if a._special() or b._special():
            nan = _nan_of(context, a, b)
            if nan is not None:
                return nan
            return _made(sign, 0, "F") if a and b else context._signal(InvalidOperation)
        return context._fix(sign, a._int * b._int, a._exp + b._exp)

    def _div(a, b, context):
        sign = a._sign ^ b._sign
        if a._special() or b._special():
            nan = _nan_of(context, a, b)
            if nan is not None:
                return nan
            if a._exp == "F":
                return context._signal(InvalidOperation) if b._exp == "F" else _made(sign, 0, "F")
            context._signal(Clamped, 0)
            return _made(sign, 0, context.Etiny())
        if not b._int:
            return context._signal(DivisionByZero, _made(sign, 0, "F")) if a._int else context._signal(DivisionUndefined)
        ideal = a._exp - b._exp
        if not a._int:
            return context._fix(sign, 0, ideal)
        shift = max(_length(b._int) - _length(a._int) + context.prec + 1, 0)
        quotient, rest = divmod(a._int * 10**shift, b._int)
        exponent = ideal - shift
        if rest:
            if quotient % 5 == 0:
                quotient += 1  # no tie, whatever the rounding
        else:
            while exponent < ideal and quotient % 10 == 0:
                quotient //= 10
                exponent += 1
        return context._fix(sign, quotient, exponent)

    def _whole_division(a, b, context):
        """(quotient, remainder), or a Decimal where there is none."""
        if a._special() or b._special():
            nan = _nan_of(context, a, b)
            if nan is not None:
                return nan, nan
            if a._exp == "F":
                nan = context._signal(InvalidOperation)
                return (nan if b._exp == "F" else _made(a._sign ^ b._sign, 0, "F")), nan
            return _made(a._sign ^ b._sign, 0, 0), a._fixed(context)
        if not b._int:
            if not a._int:
                nan = context._signal(DivisionUndefined)
                return nan, nan
            return context._signal(DivisionByZero, _made(a._sign ^ b._sign, 0, "F")), context._signal(InvalidOperation)
        least = min(a._exp, b._exp)
        if a.adjusted() - b.adjusted() > context.prec:
            nan = context._signal(DivisionImpossible)
            return nan, nan
        quotient, rest = divmod(a._int * 10 ** (a._exp - least), b._int * 10 ** (b._exp - least))
        if quotient >= 10**context.prec:
            nan = context._signal(DivisionImpossible)
            return nan, nan
        return _made(a._sign ^ b._sign, quotient, 0), context._fix(a._sign, rest, least)

    def _floordiv(a, b, context):
        if a._exp == "F" and b._exp not in ("F", "n", "N"):
            return _made(a._sign ^ b._sign, 0, "F")
        return Decimal._whole_division(a, b, context)[0]

    def _mod(a, b, context):
        if not b._special() and not b._int and not a.is_nan():
            return context._signal(InvalidOperation if a else DivisionUndefined)
        return Decimal._whole_division(a, b, context)[1]

    def _divmod(a, b, context):
        return Decimal._whole_division(a, b, context)

    def _pow(a, b, context):
        nan = _nan_of(context, a, b)
        if nan is not None:
            return nan
        if not b._special() and not b._int:
            return _made(0, 1, 0) if a else context._signal(InvalidOperation)
        whole = not b._special() and b == b.to_integral_value()
        sign = a._sign if whole and int(b) % 2 else 0
        if a._sign and a and not whole:
            return context._signal(InvalidOperation)
        if not a or a._exp == "F":
            return _made(sign, 0, "F") if bool(a) != bool(b._sign) else _made(sign, 0, 0)
        if b._exp == "F":
            order = a.copy_abs()._order(_made(0, 1, 0))
            if not order:
                return context._fix(0, 10**context.prec, -context.prec)
            return _made(0, 0, "F") if (order > 0) != bool(b._sign) else _made(0, 0, 0)
        if whole:
            power = int(b)
            if abs(power) * _length(a._int) <= 4 * context.prec + 400 or a._int == 1:
                if power >= 0:
                    return context._fix(sign, a._int**power, a._exp * power)
                result = Decimal._div(_made(sign, 1, 0), _made(0, a._int**-power, a._exp * -power), context)
                return result
        if a._int == 10 ** (_length(a._int) - 1) and whole:
            return context._fix(sign, 1, (a.adjusted()) * int(b))
        # By logarithms, with digits to spare for the exponent's.
        digits = context.prec + max(b.adjusted(), 0) + 30
        logarithm, scale = _ln_of(a._int, a._exp, digits)
        product = logarithm * b._int * (-1 if b._sign else 1)
        exponent = b._exp
        product = product * 10**exponent if exponent >= 0 else product // 10**-exponent
        result, places = _exp_of(product, scale, context.prec + 10)
        if result % 10 == 0:
            result += 1
        return context._fix(sign, result, places)

    __add__, __radd__ = _binary(_add)
    __sub__, __rsub__ = _binary(_sub)
    __mul__, __rmul__ = _binary(_mul)
    __truediv__, __rtruediv__ = _binary(_div)
    __floordiv__, __rfloordiv__ = _binary(_floordiv)
    __mod__, __rmod__ = _binary(_mod)
    __divmod__, __rdivmod__ = _binary(_divmod)
    __rpow__ = _binary(_pow)[1]
    _power = _binary(_pow)[0]
    del _binary

    def __pow__(self, other, modulo=None):
        if modulo is None:
            return self._power(other)
        return Decimal(pow(int(self), int(other), int(modulo)))

    def fma(self, other, third, context=None):
        product = self * 1
        other, third = _needed(other), _needed(third)
        context = context or getcontext()
        if self._special() or other._special():
            return product * other + third
        return Decimal._add(_made(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp), third, context)

    def remainder_near(self, other, context=None):
        context = context or getcontext()
        other = _needed(other)
        quotient = (self / other).to_integral_value(ROUND_HALF_EVEN)
        return Decimal._sub(self, quotient * other, context)

    # Rounding.

    def quantize(self, exp, rounding=None, context=None):
        exp = _needed(exp)
        context = context or getcontext()
        if self._special() or exp._special():
            nan = _nan_of(context, self, exp)
            if nan is not None:
                return nan
            return _made(self._sign, 0, "F") if self._exp == exp._exp else context._signal(InvalidOperation)
        found, changed = self._at(exp._exp, rounding or context.rounding)
        if _length(found._int) > context.prec or found.adjusted() > context.Emax or not context.Etiny() <= exp._exp <= context.Emax:
            return context._signal(InvalidOperation)
        if found._exp > self._exp:
            context._signal(Rounded, 0)
            if changed:
                context._signal(Inexact, 0)
        return found

    def _at(self, exponent, rounding):
        if self._exp >= exponent:
            return _made(self._sign, self._int * 10 ** (self._exp - exponent), exponent), False
        if exponent - self._exp > _length(self._int) + 1:
            # Less than a tenth of the last digit.
            found, changed = _rounded(1 if self._int else 0, 2, rounding, self._sign)
        else:
            found, changed = _rounded(self._int, exponent - self._exp, rounding, self._sign)
        return _made(self._sign, found, exponent), changed

    def to_integral_value(self, rounding=None, context=None):
        if self._special():
            return _nan_of(context or getcontext(), self) or self
        return self if self._exp >= 0 else self._at(0, rounding or (context or getcontext()).rounding)[0]

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        found = self.to_integral_value(rounding, context)
        if found._exp != self._exp and not self._special():
            (context or getcontext())._signal(Rounded, 0)
            if found != self:
                (context or getcontext())._signal(Inexact, 0)
        return found

    def normalize(self, context=None):
        number = self._fixed(context)
        if number._special():
            return number
        if not number._int:
            return _made(number._sign, 0, 0)
        coefficient, exponent = number._int, number._exp
        while coefficient % 10 == 0:
            coefficient //= 10
            exponent += 1
        return _made(number._sign, coefficient, exponent)

    def scaleb(self, other, context=None):
        return (context or getcontext())._fix(self._sign, self._int, self._exp + int(other))

    def same_quantum(self, other, context=None):
        other = _needed(other)
        if self._special() or other._special():
            return self.is_nan() and other.is_nan() or self._exp == other._exp
        return self._exp == other._exp

    def radix(self):
        return Decimal(10)

    def number_class(self, context=None):
        if self.is_snan():
            return "sNaN"
        if self.is_nan():
            return "NaN"
        sign = "-" if self._sign else "+"
        if self._exp == "F":
            return sign + "Infinity"
        if not self._int:
            return sign + "Zero"
        return sign + ("Subnormal" if self.adjusted() < (context or getcontext()).Emin else "Normal")

    def __int__(self):
        if self.is_nan():
            raise ValueError("cannot convert NaN to integer")
        if self.is_infinite():
            raise OverflowError("cannot convert Infinity to integer")
        whole = self._int * 10**self._exp if self._exp >= 0 else self._int // 10**-self._exp
        return -whole if self._sign else whole

    __trunc__ = __int__

    def __float__(self):
        if self.is_snan():
            raise ValueError("cannot convert signaling NaN to float")
        return float(("-" if self._sign else "") + "nan") if self.is_nan() else float(str(self))

    def __complex__(self):
        return complex(float(self))

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    def conjugate(self):
        return self

    def __round__(self, n=None):
        if n is not None:
            return self.quantize(_made(0, 1, -n))
        return int(self._needs_finite("round").to_integral_value(ROUND_HALF_EVEN))

    def __floor__(self):
        return int(self._needs_finite("floor").to_integral_value(ROUND_FLOOR))

    def __ceil__(self):
        return int(self._needs_finite("ceil").to_integral_value(ROUND_CEILING))

    def _needs_finite(self, what):
        if self.is_nan():
            raise ValueError("cannot convert NaN to integer")
        if self.is_infinite():
            raise OverflowError("cannot convert Infinity to integer")
        return self

    # Functions.

    def sqrt(self, context=None):
        context = context or getcontext()
        if self._special():
            nan = _nan_of(context, self)
            if nan is not None:
                return nan
            return context._signal(InvalidOperation) if self._sign else self
        if not self._int:
            return context._fix(self._sign, 0, self._exp // 2)
        if self._sign:
            return context._signal(InvalidOperation)
        exponent, coefficient = self._exp, self._int
        if exponent & 1:
            exponent -= 1
            coefficient *= 10
        shift = max(context.prec + 1 - (_length(coefficient) + 1) // 2, 0)
        root = _math.isqrt(coefficient * 100**shift)
        exact = root * root == coefficient * 100**shift
        ideal, exponent = exponent // 2, exponent // 2 - shift
        if exact:
            while exponent < ideal and root % 10 == 0:
                root //= 10
                exponent += 1
        elif root % 5 == 0:
            root += 1
        saved, context.rounding = context.rounding, ROUND_HALF_EVEN
        try:
            return context._fix(0, root, exponent)
        finally:
            context.rounding = saved

    def _function(self, context, compute):
        with localcontext(context or getcontext()) as inner:
            inner.rounding = ROUND_HALF_EVEN
            result = compute(inner)
        (context or getcontext()).flags.update((signal, True) for signal, on in inner.flags.items() if on)
        return result

    def exp(self, context=None):
        if self._special():
            return _nan_of(context or getcontext(), self) or (_made(0, 0, 0) if self._sign else self)
        if not self._int:
            return _made(0, 1, 0)

        def compute(inner):
            if self.adjusted() > 8:
                return inner._fix(0, 1, -inner.Emax * 2 if self._sign else inner.Emax * 2)
            scale = inner.prec + 20 + max(self.adjusted(), 0)
            shift = scale + self._exp
            value = self._int * 10**shift if shift >= 0 else self._int // 10**-shift
            result, places = _exp_of(-value if self._sign else value, scale, inner.prec + 8)
            return inner._fix(0, result + (result % 5 == 0), places)

        return self._function(context, compute)

    def ln(self, context=None):
        return self._logarithm(context, False)

    def log10(self, context=None):
        return self._logarithm(context, True)

    def _logarithm(self, context, common):
        outer = context or getcontext()
        nan = _nan_of(outer, self)
        if nan is not None:
            return nan
        if not self:
            return _made(1, 0, "F")
        if self._sign:
            return outer._signal(InvalidOperation)
        if self._exp == "F":
            return self
        if self == 1:
            return _made(0, 0, 0)
        if common and self._int == 10 ** (_length(self._int) - 1):
            return Decimal(self.adjusted())

        def compute(inner):
            digits = inner.prec + 20 - min(0, (self - 1).adjusted() if abs(self - 1) < 1 else 0)
            value, scale = _ln_of(self._int, self._exp, digits)
            if common:
                ten, _ = _ln_of(10, 0, digits)
                value = value * 10**scale // ten
            return inner._fix(value < 0, abs(value) + (value % 5 == 0), -scale)

        return self._function(context, compute)


_NAN = _made(0, 0, "n")


def _nan_of(context, *numbers):
    for number in numbers:
        if number._exp == "N":
            return context._signal(InvalidOperation, _made(number._sign, number._int, "n"))
    for number in numbers:
        if number._exp == "n":
            return number
    return None


def _of_float(f):
    if _math.isnan(f):
        return _made(_math.copysign(1.0, f) < 0, 0, "n")
    if _math.isinf(f):
        return _made(f < 0, 0, "F")
    sign = _math.copysign(1.0, f) < 0
    top, bottom = abs(f).as_integer_ratio()
    power = bottom.bit_length() - 1
    return _made(sign, top * 5**power, -power)


def _converted(value, context):
    if isinstance(value, str):
        match = _syntax.match(value.strip().replace("_", ""))
        if match is None:
            return (context or getcontext())._signal(ConversionSyntax)
        sign = match["sign"] == "-"
        if match["int"] is not None:
            fraction = match["frac"] or ""
            return _made(sign, int(match["int"] + fraction), int(match["exp"] or "0") - len(fraction))
        if match["inf"]:
            return _made(sign, 0, "F")
        return _made(sign, int(match["diag"] or "0"), "N" if match["signal"] else "n")
    if isinstance(value, int):
        return _made(value < 0, abs(int(value)), 0)
    if isinstance(value, Decimal):
        return _made(value._sign, value._int, value._exp)
    if isinstance(value, (tuple, list)):
        if len(value) != 3:
            raise ValueError("argument must be a sequence of length 3")
        sign, digits, exponent = value
        if sign not in (0, 1):
            raise ValueError("sign must be an integer with the value 0 or 1")
        if not all(isinstance(digit, int) and 0 <= digit <= 9 for digit in digits):
            raise ValueError("coefficient must be a tuple of digits")
        coefficient = int("".join(map(str, digits)) or "0")
        if isinstance(exponent, str):
            if exponent not in ("F", "n", "N"):
                raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
            return _made(sign, 0 if exponent == "F" else coefficient, exponent)
        return _made(sign, coefficient, exponent)
    if isinstance(value, float):
        context = context or getcontext()
        context._signal(FloatOperation, 0)
        return _of_float(value)
    raise TypeError("conversion from %s to Decimal is not supported" % type(value).__name__)


def _operand(other):
    if isinstance(other, Decimal):
        return other
    return _made(other < 0, abs(int(other)), 0) if isinstance(other, int) else NotImplemented


def _needed(other):
    found = _operand(other)
    if found is NotImplemented:
        raise TypeError("conversion from %s to Decimal is not supported" % type(other).__name__)
    return found


def _for_comparison(other, equality):
    if isinstance(other, float):
        context = getcontext()
        if equality:
            context.flags[FloatOperation] = True
        else:
            context._signal(FloatOperation, 0)
        return _of_float(other)
    if isinstance(other, complex) and equality and other.imag == 0:
        return _of_float(other.real)
    if isinstance(other, _numbers.Rational) and not isinstance(other, int):
        return NotImplemented if equality is None else _RationalOrder(other)
    return _operand(other)


def _RationalOrder(other):
    """A fraction, as a Decimal where that is exact."""
    bottom = other.denominator
    twos = fives = 0
    while bottom % 2 == 0:
        bottom //= 2
        twos += 1
    while bottom % 5 == 0:
        bottom //= 5
        fives += 1
    if bottom != 1:
        return NotImplemented
    places = max(twos, fives)
    top = other.numerator * 10**places // other.denominator
    return _made(top < 0, abs(top), -places)


def _ln_of(coefficient, exponent, digits):
    """(ln(coefficient * 10**exponent) * 10**scale, scale), right but for a few of the last digits."""
    scale = digits + 10
    unit = 10**scale
    size = _length(coefficient)
    # Near 1: coefficient = m * 10**k with 0.3 < m < 3.
    shift = size - 1 if coefficient * 10 < 31 * 10 ** (size - 1) * 1 else size
    power = exponent + shift
    mantissa = coefficient * unit // 10**shift
    result = _ln_series(mantissa, unit)
    if power:
        result += power * _ln_ten(unit)
    return result, scale


def _ln_series(x, unit):
    # Roots bring it close to 1, where 2 * artanh((x - 1) / (x + 1)) converges fast.
    guard = 10**12
    x *= guard
    one = unit * guard
    halvings = 0
    while abs(x - one) * 64 > one:
        x = _math.isqrt(x * one)
        halvings += 1
    z = (x - one) * one // (x + one)
    square = z * z // one
    term, total, n = z, 0, 1
    while term:
        total += term // n
        term = term * square // one
        n += 2
        if abs(term) < n:
            break
    return (2 * total << halvings) // guard


def _ln_ten(unit):
    return 3 * _ln_series(2 * unit, unit) + _ln_series(unit * 5 // 4, unit)


def _exp_of(value, scale, digits):
    """(coefficient, exponent) of exp(value / 10**scale)."""
    unit = 10**scale
    ten = _ln_ten(unit * 10**8) // 10**8
    power = value // ten
    rest = value - power * ten
    guard = 10**12
    one = unit * guard
    x = rest * guard // 1024
    term = total = one
    n = 1
    while term:
        term = term * x // (one * n)
        total += term
        n += 1
    for _ in range(10):
        total = total * total // one
    extra = _length(total) - digits
    if extra > 0:
        total //= 10**extra
    else:
        extra = 0
    return total, power - scale - 12 + extra


_format = _re.compile(
    r"(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ])?(?P<no_neg_0>z)?(?P<alt>\#)?(?P<zero>0)?(?P<width>(?!0)\d+)?(?P<comma>,)?(?:\.(?P<prec>0|(?!0)\d+))?(?P<type>[eEfFgGn%])?\Z",
    _re.DOTALL,
)


def _formatted(number, specification):
    match = _format.match(specification)
    if match is None:
        raise ValueError("invalid format string")
    fill, align, kind = match["fill"], match["align"], match["type"]
    precision = None if match["prec"] is None else int(match["prec"])
    if match["zero"]:
        if fill is not None:
            raise ValueError("invalid format string")
        fill, align = "0", "="
    fill = " " if fill is None else fill
    align = ">" if align is None else align
    capitals = getcontext().capitals
    if number._special():
        if kind == "%":
            body = str(number.copy_abs()) + "%"
        else:
            body = str(number.copy_abs())
        body_tail = ""
        if fill == "0" and align == "=":
            fill = " "
            align = ">"
    else:
        body, body_tail = _digits_of(number, kind, precision, getcontext().rounding, capitals)
        if match["comma"]:
            whole, dot, fraction = body.partition(".")
            groups = []
            padding = int(match["width"] or 0) if fill == "0" and align == "=" else 0
            room = padding - len(dot + fraction + body_tail) - bool(number._sign or (match["sign"] or "-") != "-")
            while len(whole) > 3:
                groups.insert(0, whole[-3:])
                whole = whole[:-3]
            whole = ",".join([whole, *groups])
            while len(whole) < room:
                plain = whole.split(",")[0]
                whole = ("0" + whole) if len(plain) < 3 else ("0," + whole if len(whole) + 2 <= room + 1 else whole)
                if len(plain) >= 3 and len(whole) >= room:
                    break
            body = whole + dot + fraction
    rest_zero = match["no_neg_0"] and not any(digit in "123456789" for digit in body)
    sign = "-" if number._sign and not rest_zero else match["sign"] if match["sign"] in ("+", " ") else ""
    body += body_tail
    room = int(match["width"] or 0) - len(sign) - len(body)
    if room <= 0:
        return sign + body
    if align == "<":
        return sign + body + fill * room
    if align == ">":
        return fill * room + sign + body
    if align == "=":
        return sign + fill * room + body
    left = room // 2
    return fill * left + sign + body + fill * (room - left)


def _digits_of(number, kind, precision, rounding, capitals):
    """Digits with their point, and what follows: exponent or percent sign."""
    kind = kind or ("G" if capitals else "g")
    number = number.copy_abs() if number._sign == 0 else _made(1, number._int, number._exp)
    if kind == "%":
        number = _made(number._sign, number._int, number._exp + 2)
    if precision is not None:
        if kind in "eE":
            number = _to_digits(number, precision + 1, rounding)
        elif kind in "fF%":
            number = number._at(-precision, rounding)[0]
        elif kind in "gGn" and _length(number._int) > precision:
            number = _to_digits(number, max(precision, 1), rounding)
    if not number._int and number._exp > 0 and kind in "fF%":
        number = _made(number._sign, 0, 0)
    digits = str(number._int)
    left = number._exp + len(digits)
    if kind in "eE":
        point = 1 - precision if not number._int and precision is not None else 1
    elif kind in "fF%":
        point = left
    elif number._exp <= 0 and left > -6:
        point = left
    else:
        point = 1
    if point < 0:
        text = "0." + "0" * -point + digits
    elif point > len(digits):
        text = digits + "0" * (point - len(digits))
    else:
        whole, fraction = digits[:point] or "0", digits[point:]
        text = whole + ("." + fraction if fraction else "")
    tail = ""
    if left != point or kind in "eE":
        tail = "%s%+d" % ("E" if kind in "EG" else "e", left - point)
    return text, tail + ("%" if kind == "%" else "")


def _to_digits(number, places, rounding):
    if not number._int:
        return number
    exponent = number.adjusted() + 1 - places
    found = number._at(exponent, rounding)[0]
    if found.adjusted() != number.adjusted():
        found = number._at(exponent + 1, rounding)[0]
    return found


_numbers.Number.register(Decimal)
DefaultContext = Context(28, ROUND_HALF_EVEN, -999999, 999999, 1, 0, (), (InvalidOperation, DivisionByZero, Overflow))
BasicContext = Context(9, ROUND_HALF_UP, traps=(InvalidOperation, DivisionByZero, Overflow, Underflow, Clamped))
ExtendedContext = Context(9, ROUND_HALF_EVEN, traps=())
