import asyncio


async def greet(name):
    print("hello,", name)
    return len(name)


async def main():
    coroutine = greet("Ada")
    print("made:", type(coroutine).__name__)
    await asyncio.sleep(1)

    letters = await coroutine
    print("letters:", letters)

    task = asyncio.create_task(greet("Grace"))
    print("task made")
    await task


asyncio.run(main())
