# __name__, and a main function that is guarded by it.
import asyncio


async def work():
    print(__name__, work.__name__, work.__qualname__)
    return [name for name in dir() if not name.startswith("_")]


def main():
    print(asyncio.run(work()))


if __name__ == "__main__":
    main()
