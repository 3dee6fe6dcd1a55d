# Nested functions, closures over loop variables, nonlocal and global.
import asyncio

total = 0


def make_counter():
    count = 0

    def step(by=1):
        nonlocal count
        global total
        count += by
        total += by
        return count

    return step


async def main():
    one, two = make_counter(), make_counter()
    print(one(), one(5), two(), total)
    late = [lambda: number for number in range(3)]
    early = [lambda number=number: number for number in range(3)]
    print([f() for f in late], [f() for f in early])


asyncio.run(main())
