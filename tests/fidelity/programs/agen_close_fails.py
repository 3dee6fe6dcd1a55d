# A generator that fails when the loop closes it is reported.
import asyncio


async def fails():
    try:
        yield 1
    finally:
        raise ValueError("while closing")


async def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


async def main():
    global kept
    kept = fails(), ignores()
    for generator in kept:
        await anext(generator)


async def dropped():
    async for _ in fails():
        break
    await asyncio.sleep(1)


asyncio.run(main())
asyncio.run(dropped())
