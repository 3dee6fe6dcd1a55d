# Runner: a loop factory, get_loop(), close(), what it refuses.
import asyncio


async def name():
    return asyncio.current_task().get_name(), asyncio.get_running_loop().get_debug()


def factory():
    print("factory")
    return asyncio.new_event_loop()


runner = asyncio.Runner(loop_factory=factory, debug=True)
print(runner.run(name()))
loop = runner.get_loop()
print(loop is runner.get_loop(), loop)
print(runner.run(name()))
try:
    runner.run(name)
except ValueError as error:
    print(str(error).split(" at ")[0])
runner.close()
runner.close()
print(loop.is_closed())
coroutine = name()
try:
    runner.run(coroutine)
except RuntimeError as error:
    print(error)
coroutine.close()
try:
    runner.get_loop()
except RuntimeError as error:
    print(error)


async def nested():
    inner = name()
    try:
        asyncio.Runner().run(inner)
    except RuntimeError as error:
        print(error)
    inner.close()


with asyncio.Runner() as runner:
    runner.run(nested())
try:
    with runner:
        pass
except RuntimeError as error:
    print(error)
