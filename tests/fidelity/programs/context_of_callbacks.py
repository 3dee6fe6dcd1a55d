# call_soon, call_later and done callbacks run in the context of the moment they were given.
import asyncio
import contextvars

var = contextvars.ContextVar("var")


def show(label, *ignored):
    print(label, var.get("nothing"))
    var.set("left by " + label)


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_soon(show, "before any value")
    var.set("first")
    loop.call_soon(show, "soon")
    loop.call_later(1, show, "later")
    future.add_done_callback(lambda _: show("done callback"))
    var.set("second")
    other = contextvars.copy_context()
    other.run(var.set, "other")
    loop.call_soon(show, "given", context=other)
    loop.call_at(2, show, "given at", context=other)
    future.add_done_callback(lambda _: show("given to the future"), context=other)
    await asyncio.sleep(0)
    future.set_result(None)
    await asyncio.sleep(3)
    print(var.get(), other[var])


asyncio.run(main())
