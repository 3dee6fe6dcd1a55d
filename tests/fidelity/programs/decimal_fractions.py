# decimal and fractions: exact, rounded, compared, formatted.
from decimal import *
from fractions import Fraction
import math
D = Decimal
vals = ["-0", "1.10", "-2.5", "3.14159265358979323846264338327950288", "1E+10", "1e-7", "NaN", "-Infinity", "0.00"]
for v in vals: print(v, D(v), repr(D(v)), D(v).as_tuple(), D(v).adjusted(), bool(D(v)))
ops = [("+", lambda a, b: a + b), ("-", lambda a, b: a - b), ("*", lambda a, b: a * b), ("/", lambda a, b: a / b), ("//", lambda a, b: a // b), ("%", lambda a, b: a % b), ("**", lambda a, b: a ** b), ("<", lambda a, b: a < b), ("==", lambda a, b: a == b), ("max", lambda a, b: a.max(b)), ("min", lambda a, b: a.min(b))]
for a in vals:
    for b in vals:
        for n, f in ops:
            if n == "**" and (b in ("1E+10", "123456789012345678901234567890") or a in ("1E+10", "123456789012345678901234567890") and b not in ("0", "1", "-2.5", "100")): continue
            try: r = f(D(a), D(b))
            except ArithmeticError as e: r = type(e).__name__ + str(e)
            print(a, n, b, r)
print(D(0.1), D("12.345").quantize(D("0.01")), [D("2.675").quantize(D("0.01"), rounding=r) for r in (ROUND_UP, ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_05UP)], [D("-2.5").to_integral_value(r) for r in (ROUND_UP, ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_05UP)])
for v in ["2", "100", "0.0001", "1E+5", "3.0", "12345.6789", "99999999999999999999999999999"]:
    print(v, D(v).sqrt(), D(v).ln(), D(v).log10(), (D(v) if D(v) < 1000 else D(1)).exp(), D(v).normalize(), round(D(v)), round(D(v), 2) if len(v) < 20 else "", int(D(v)), float(D(v)), hash(D(v)) == hash(float(v)), math.floor(D(v)), math.ceil(D(v)), D(v).to_eng_string())
for s in ["", ".2f", ",.2f", "10.3f", "<10", "^12.1f", "+.1e", "%", ".1%", "010.2f", ",", ".3g", "g", "e", "=+10", "*>12", ".0f", "E", "012,.1f", "z.1f", " .2f"]:
    print(repr(s), [format(D(v), s) for v in ("1234567.891", "-0.05", "1E+8", "0", "NaN", "12")])
getcontext().prec = 6
print(D(1) / D(7), D(2).sqrt(), getcontext())
with localcontext() as c:
    c.prec = 50; print(D(1) / 7, D(2) ** D("0.5"), D(1).exp())
with localcontext(prec=3, rounding=ROUND_UP): print(D(1) / 3, +D("1.2345"))
print(D(10) / 3, sum([D("0.1")] * 10) == 1, D("1.5") == 1.5, D("0.1") < 0.2, 3 + D("0.5"), D("7") // 2, divmod(D("-7"), 2), -D("1.5"), abs(D("-3")), sorted([D("3"), D("1.0"), 2]))
for f in [lambda: D("x"), lambda: D(1) / 0, lambda: D(0) / 0, lambda: D([1]), lambda: D("sNaN") + 1, lambda: D("NaN") < 1, lambda: D("Infinity") - D("Infinity"), lambda: D("1e999999") * 10, lambda: int(D("NaN")), lambda: D(None), lambda: D(-1).sqrt(), lambda: D("123456.789").quantize(D("0.001"))]:
    try: print(f())
    except Exception as e: print(type(e).__module__, type(e).__name__, e)
F = Fraction
print(F(3, 6), repr(F("0.75")), F("3/4") + 1, F(1, 3) * 3 == 1, F(0.5), F("1e-2"), F(D("0.1")), F(7, 3) // 1, F(7, 3) % 1, divmod(F(-7, 3), 1), F(2, 3) ** 2, F(2, 3) ** -2, F(4) ** F(1, 2), F(1, 3) + 0.5, 2 / F(3), round(F(7, 2)), round(F(22, 7), 2), math.floor(F(-1, 2)), math.ceil(F(1, 2)), F(math.pi).limit_denominator(1000), hash(F(1, 2)) == hash(0.5), F(1, 2) < 0.6, F(1, 2) == 0.5, float(F(1, 3)), int(F(-7, 2)), abs(F(-1, 2)), sum([F(1, 3)] * 3), F(5).as_integer_ratio(), -F(1, 2), 2 ** F(3), max(F(1, 2), F(2, 3)))
for f in [lambda: F(1, 0), lambda: F("x"), lambda: F(1) / 0, lambda: F([]), lambda: F(1.0, 2)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
