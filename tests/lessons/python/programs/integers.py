a = 2 ** 100; b = 3 ** 70; f = 1
for i in range(1, 60): f *= i
print(a, b, f, a * b, a + b, a - b, b // a, b % a, -b // a, -b % a, b // -a, b % -a, divmod(-b, a))
print(a >> 50, -a >> 99, 1 << 200, (1 << 200) - 1 & a, a | b, a ^ b, ~a, -a & 0xffff, (-a) | b, (-a) ^ (-b), -1 >> 1000, a >> 1000)
print(a == 2 ** 100, a < b, a > b, hash(a), hash(-a), hash(2 ** 61 - 1), hash(2 ** 61), hash(-1), hash(-2), hash(1.0), hash(0.5), hash(2.0 ** 70), hash(float("inf")), hash(True))
print(float(a), a / b, b / a, a / 3, int(1e30), int(-1e25), 10 ** 25 / 10 ** 24, a * 1.5, a > 1e30, a == float(a), 2 ** 53 + 1 == float(2 ** 53 + 1))
print(pow(a, 5, 97), pow(3, -1, 7), pow(2, 1000, 10 ** 9 + 7), pow(-3, 3, 5), pow(2, 10, -7))
print(hex(a), oct(b), bin(2 ** 65), hex(-255), f"{a:,}", f"{-a:_x}", f"{a:e}", f"{a:.3g}", "%x" % a, "%d" % -a, str(a)[::-1])
print(a.bit_length(), (-a).bit_length(), a.bit_count(), int("9" * 50), int("-" + "7" * 40), int("f" * 30, 16), a.to_bytes(20, "little").hex(), int.from_bytes(b"\xff" * 12, "big", signed=True))
print((2 ** 62), 2 ** 62 - 1, -(2 ** 62), -(2 ** 62) - 1, 2 ** 63, 2 ** 63 - 1, -2 ** 63, 2 ** 64, 4611686018427387903 + 1, -4611686018427387904 - 1, 4611686018427387904 * -1, abs(-2 ** 62), -(-2 ** 62))
print(2 ** 31 * 2 ** 31, 3037000500 * 3037000500, 2 ** 32 * 2 ** 30, (2 ** 62) // -1, (-(2 ** 62)) // -1, (2 ** 62 - 1) * 2, (-(2 ** 62)) % 3, 10 ** 18 * 10, 10 ** 18 * 10 - 10 ** 19)
print(round(12345678901234567890123, -5), round(-15, -1), round(25, -1), round(5 * 10 ** 20, -20), (7).__round__())
def fib(n):
    a, b = 0, 1
    for _ in range(n): a, b = b, a + b
    return a
print(fib(300), len(str(fib(5000))), sum(map(int, str(2 ** 1000))))
import math
print(math.factorial(30), math.gcd(a, 6 ** 20), math.isqrt(b), math.comb(50, 25), math.perm(20, 5), math.lcm(12, 18), math.prod(range(1, 25)), math.floor(1e20), math.ceil(-1.5), math.trunc(2.7), math.log2(a), math.log10(b), math.sqrt(a), math.log(b, 3))
for bad in (lambda: a / 0, lambda: a // 0, lambda: a % 0, lambda: float(10 ** 400), lambda: 1 << -1, lambda: int("a" * 3), lambda: int(""), lambda: int("1" * 5000), lambda: str(10 ** 5000), lambda: a << 2 ** 70, lambda: pow(2, 5, 0), lambda: pow(2, -1, 4), lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: math.factorial(-1), lambda: math.isqrt(-1), lambda: int([]), lambda: int("5", 1), lambda: int(5, 10), lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.floor(float("inf"))):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
n = 0
for i in range(2 ** 62 - 2, 2 ** 62 + 3): n += i
print(n, len(range(-2 ** 40, 2 ** 40)), range(10)[-1], range(0, 10, 3)[::-1], range(5, 0, -2), range(10).index(5), range(0) == range(5, 5), hash(range(3)) == hash(range(3)))
