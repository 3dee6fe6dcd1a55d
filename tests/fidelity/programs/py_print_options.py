# print with sep, end, file and flush; text that is not ASCII.
import asyncio
import sys


async def main():
    print("a", "b", sep="-", end="!\n")
    print("こんにちは", "🙂", "é", flush=True)
    print(*range(4), sep=", ")
    print()
    print("to stderr", file=sys.stderr)
    print(repr("tab\t'quote' \"both\" \\ é 🙂"), repr('single "double"'), ascii("é"))


asyncio.run(main())
