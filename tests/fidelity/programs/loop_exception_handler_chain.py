# Exception handlers: one's own, one that fails, the default one.
import asyncio


def fails():
    raise ZeroDivisionError("in a callback")


def handler(loop, context):
    print("own", sorted(context), type(context["exception"]).__name__, context["message"].partition(" at ")[0])


def failing(loop, context):
    raise RuntimeError("the handler fails")


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())
    loop.set_exception_handler(handler)
    print(loop.get_exception_handler() is handler)
    loop.call_soon(fails)
    await asyncio.sleep(0)
    loop.call_exception_handler({"message": "by hand", "exception": OSError(1)})
    loop.set_exception_handler(failing)
    loop.call_soon(fails)
    await asyncio.sleep(0)
    loop.set_exception_handler(None)
    loop.call_exception_handler({"message": "default", "extra": 3})
    try:
        loop.set_exception_handler(3)
    except TypeError as error:
        print(error)


asyncio.run(main())
