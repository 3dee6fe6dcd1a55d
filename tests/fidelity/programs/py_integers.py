# Integers of any size, division, modulo and powers with signs.
import asyncio


async def main():
    print(2**100, -7 // 2, -7 % 3, 7 // -2, 7 % -3, divmod(-7, 2))
    product = 1
    for number in range(1, 31):
        product *= number
    print(product, product % 1000007, len(str(product)))
    print(7 / 2, 1e308 * 10, -1 / 3, 2**-1, 10**20 // 3, (1 << 70) >> 68)
    print(int("123"), int(-3.9), round(2.5), round(3.5), round(2.675, 2), abs(-5), 0x1F, 1_000)
    print(0.1 + 0.2, 1e16, 1e15, 123456789.123, float("inf"), -0.0, 5 == 5.0, hash(5) == hash(5.0))


asyncio.run(main())
