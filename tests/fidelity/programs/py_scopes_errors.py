# NameError, UnboundLocalError, AttributeError, TypeError: their messages.
import asyncio


class Thing:
    pass


def unbound():
    print(value)
    value = 1


async def main():
    actions = [
        unbound,
        lambda: undefined_name,
        lambda: Thing().missing,
        lambda: 1 + "1",
        lambda: "1" + 1,
        lambda: None(),
        lambda: [1, 2][5],
        lambda: {"a": 1}["b"],
        lambda: len(5),
        lambda: int("12x"),
        lambda: (1, 2, 3).append(4),
    ]
    for action in actions:
        try:
            action()
        except Exception as error:
            print(type(error).__name__, error)


asyncio.run(main())
