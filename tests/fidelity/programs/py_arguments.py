# Defaults, *args, **kwargs, keyword-only and positional-only parameters; wrong calls.
import asyncio


def show(first, /, second=2, *rest, third, fourth=4, **others):
    return first, second, rest, third, fourth, others


async def main():
    print(show(1, third=3))
    print(show(1, 5, 6, 7, third=3, extra=8))
    options = {"third": 0, "fourth": 1}
    print(show(*[9, 8], **options))
    for call in (lambda: show(), lambda: show(1), lambda: show(first=1, third=3)):
        try:
            call()
        except TypeError as error:
            print(error)


asyncio.run(main())
