# to_thread(): results, exceptions, keyword arguments, and the context of the caller. [text only]
import asyncio
import contextvars
import threading
import time

var = contextvars.ContextVar("var", default="default")


def work(number, *, fails=False):
    time.sleep(0.2 * number)
    if fails:
        raise ValueError(number)
    seen = var.get()
    var.set("changed in the thread")
    return number, seen, threading.current_thread() is threading.main_thread()


async def main():
    var.set("of main")
    print(await asyncio.to_thread(work, 1))
    try:
        await asyncio.to_thread(work, 1, fails=True)
    except ValueError as error:
        print(repr(error))
    print(var.get())
    print(await asyncio.gather(*(asyncio.to_thread(work, n) for n in (3, 1, 2))))


asyncio.run(main())
