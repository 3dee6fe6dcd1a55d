# Generators: send, throw, close, yield from, and a generator expression.
import asyncio


def numbers(limit):
    try:
        sent = 0
        while sent < limit:
            got = yield sent
            sent = got if got is not None else sent + 1
        return "limit"
    except ValueError as error:
        yield f"caught {error}"
    finally:
        print("generator ends")


def outer(limit):
    result = yield from numbers(limit)
    print("returned", result)


async def main():
    print(list(outer(3)))
    generator = numbers(10)
    print(next(generator), generator.send(7), next(generator), generator.throw(ValueError("v")))
    generator.close()
    print(sum(n * n for n in numbers(4) if n % 2))
    print(next(iter([]), "default"))


asyncio.run(main())
