# A runner's coroutines share its context; run(context=…) runs in another one.
import asyncio
import contextvars

var = contextvars.ContextVar("var", default="default")


async def change(value):
    old = var.get()
    var.set(value)
    return old


with asyncio.Runner() as runner:
    print(runner.run(change("one")))
    print(runner.run(change("two")))
    other = contextvars.copy_context()
    print(runner.run(change("three"), context=other), other[var])
    print(runner.run(change("four")))
    var.set("outside")
    print(runner.run(change("five")))
print(var.get())
with asyncio.Runner() as runner:
    print(runner.run(change("six")))
print(asyncio.run(change("seven")), var.get())
