# asyncio.Runner: several runs, its loop, its context.
import asyncio
import contextvars

value = contextvars.ContextVar("value", default=0)


async def count():
    value.set(value.get() + 1)
    return value.get(), asyncio.current_task().get_name()


with asyncio.Runner() as runner:
    print(runner.run(count()), runner.run(count()), value.get())
    context = contextvars.copy_context()
    print(runner.run(count(), context=context), context[value])
    loop = runner.get_loop()
    print(loop.is_running(), loop.is_closed())
    for bad in (lambda: runner.run(count), lambda: runner.run(asyncio.sleep)):
        try:
            bad()
        except (TypeError, ValueError) as error:
            print(type(error).__name__, str(error).partition(" at ")[0].partition("<")[0])
print(loop.is_closed())
coroutine = count()
try:
    runner.run(coroutine)
except RuntimeError as error:
    print(error)
