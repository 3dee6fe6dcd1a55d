import asyncio


async def count(name, steps):
    for i in range(1, steps + 1):
        print(name, i)
        await asyncio.sleep(0)


async def main():
    a = asyncio.create_task(count("a", 3), name="A")
    b = asyncio.create_task(count("b", 2), name="B")
    print("both made")
    await a
    await b


asyncio.run(main())
