# Walrus, conditional expressions, chained comparisons, boolean short-circuits, while-else.
import asyncio


async def main():
    count = 0
    while (count := count + 1) < 3:
        print(count, "low" if count < 2 else "high", 0 < count <= 2)
    else:
        print("while else")
    print([] or "empty", "x" and "y", not 0, None is None, 1 if [] else 2)
    for number in range(3):
        if number == 5:
            break
    else:
        print("for else", number)
    assert count == 3, "count"
    try:
        assert count == 4, f"count is {count}"
    except AssertionError as error:
        print(error)


asyncio.run(main())
