# An uncaught exception through three coroutines and a callback's frame.
import asyncio


async def third(value):
    await asyncio.sleep(1)
    return value["key"]["nested"]


async def second(value):
    return await third(value) + 1


async def first():
    return await second({"key": {}})


asyncio.run(first())
