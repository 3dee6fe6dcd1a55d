# The context of done callbacks, call_soon and call_later; tokens of another context.
import asyncio
import contextvars

value = contextvars.ContextVar("value", default=0)


def show(label, *args):
    print(label, value.get())
    value.set(99)


async def child(token):
    try:
        value.reset(token)
    except ValueError as error:
        print("ValueError", str(error).partition(" at ")[0].partition("<")[0])
    value.set(5)
    return value.get()


async def main():
    loop = asyncio.get_running_loop()
    token = value.set(1)
    future = loop.create_future()
    future.add_done_callback(lambda f: show("one"))
    value.set(2)
    future.add_done_callback(lambda f: show("two"))
    own = contextvars.copy_context()
    own.run(value.set, 7)
    future.add_done_callback(lambda f: show("own"), context=own)
    loop.call_soon(show, "soon")
    loop.call_later(0.1, show, "later", context=own)
    future.set_result(None)
    await asyncio.sleep(0.2)
    print(value.get(), own[value], own.run(value.get))
    print(await asyncio.create_task(child(token)), value.get())
    print(await asyncio.create_task(child(token), context=own), own[value])
    value.reset(token)
    print(value.get(), token.old_value is contextvars.Token.MISSING, token.var is value)


asyncio.run(main())
