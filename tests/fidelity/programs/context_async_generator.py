# An asynchronous generator runs in the context of who asks for its items.
import asyncio
import contextvars

var = contextvars.ContextVar("var")


async def items():
    for _ in range(3):
        yield var.get()
        var.set(var.get() + "!")


async def consumer(name):
    var.set(name)
    async for item in items():
        print(name, item, var.get())
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(consumer("a"), consumer("b"))
    var.set("main")
    generator = items()
    print(await anext(generator))

    async def elsewhere():
        var.set("elsewhere")
        return await anext(generator), var.get()

    print(await asyncio.create_task(elsewhere()))
    print(var.get())
    await generator.aclose()


asyncio.run(main())
