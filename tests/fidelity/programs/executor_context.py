# to_thread() takes the context along, run_in_executor() does not. [text only]
import asyncio
import contextvars

name = contextvars.ContextVar("name", default="none")


def read():
    before = name.get()
    name.set("changed in the thread")
    return before


async def main():
    name.set("main")
    print(await asyncio.to_thread(read), name.get())
    print(await asyncio.get_running_loop().run_in_executor(None, read), name.get())
    print(await asyncio.to_thread(lambda *args, **kwargs: (args, kwargs), 1, two=2))
    try:
        await asyncio.to_thread(int, "x")
    except ValueError as error:
        print(error)


asyncio.run(main())
