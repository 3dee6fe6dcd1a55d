import asyncio


async def save(text):
    await asyncio.sleep(1)
    print("saved:", text)


async def main():
    print("saving")
    await save("a poem")
    print("all is safe")


asyncio.run(main())
