# create_task(context=…): tasks may share a context; in a group and in a factory, too.
import asyncio
import contextvars

var = contextvars.ContextVar("var", default=0)


async def add(amount):
    before = var.get()
    await asyncio.sleep(1)
    var.set(var.get() + amount)
    return before, var.get()


async def main():
    loop = asyncio.get_running_loop()
    shared = contextvars.copy_context()
    tasks = [asyncio.create_task(add(n), context=shared) for n in (1, 10, 100)]
    print(await asyncio.gather(*tasks))
    print(shared[var], var.get())
    async with asyncio.TaskGroup() as group:
        group.create_task(add(1000), context=shared)
        group.create_task(add(5))
    print(shared[var], var.get())
    print(await loop.create_task(add(2), context=shared), shared.get(var))
    print(await asyncio.Task(add(3), context=shared), len(shared))


asyncio.run(main())
