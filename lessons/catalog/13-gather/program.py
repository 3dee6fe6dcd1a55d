import asyncio


async def fetch(name, delay, fails=False):
    await asyncio.sleep(delay)
    if fails:
        raise ValueError(name + " failed")
    print(name, "done")
    return name


async def main():
    print(await asyncio.gather(fetch("a", 2), fetch("b", 1)))

    try:
        await asyncio.gather(fetch("c", 2), fetch("d", 1, fails=True))
    except ValueError as error:
        print("gather raised:", error)
    await asyncio.sleep(2)

    print(await asyncio.gather(
        fetch("e", 1),
        fetch("f", 1, fails=True),
        return_exceptions=True))


asyncio.run(main())
