# A coroutine that a failed call was given lives as long as the exception does
import asyncio


async def other():
    pass


async def inside():
    loop = asyncio.get_running_loop()
    try:
        loop.run_until_complete(other())
    except RuntimeError as error:
        print(error)
        print("still there")
    print("gone")


def without_a_loop():
    return asyncio.gather(other(), other())


try:
    asyncio.create_task(other())
except RuntimeError as error:
    print(error)
    print("still there")
asyncio.run(inside())
try:
    without_a_loop()
except RuntimeError as error:
    kept = error
print("kept")
del kept
print("gone")
asyncio.create_task(other())
