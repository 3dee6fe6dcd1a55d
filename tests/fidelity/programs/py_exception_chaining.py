# __context__, __cause__, raise from None, and a tuple of classes in an except clause.
import asyncio


async def fail():
    try:
        await asyncio.sleep(1)
        {}["missing"]
    except KeyError as error:
        raise ValueError("wrapped") from error


async def main():
    try:
        await fail()
    except ValueError as error:
        print(repr(error), repr(error.__cause__), error.__suppress_context__)
    try:
        try:
            [][1]
        except IndexError:
            raise TypeError("second")
    except TypeError as error:
        print(repr(error.__context__), error.__cause__)
    try:
        try:
            int("x")
        except (TypeError, ValueError) as inner:
            print(inner)
            raise RuntimeError("alone") from None
    except RuntimeError as error:
        print(error.__suppress_context__)
    raise RuntimeError("final") from LookupError("reason")


asyncio.run(main())
