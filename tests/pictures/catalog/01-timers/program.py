import asyncio


async def boil(name, seconds):
    print(name, "begins")
    await asyncio.sleep(seconds)
    print(name, "is ready")
    return name


async def main():
    pots = [
        asyncio.create_task(boil(name, seconds), name=name)
        for name, seconds in [("rice", 4), ("tea", 1), ("soup", 3), ("eggs", 2), ("beans", 5)]
    ]
    print(await asyncio.gather(*pots))


asyncio.run(main())
