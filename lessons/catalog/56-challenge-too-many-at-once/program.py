import asyncio


async def download(number):
    print("begin", number)
    await asyncio.sleep(1)
    print("end", number)
    return number


async def main():
    pages = await asyncio.gather(*[download(i) for i in range(12)])
    print("pages:", len(pages))


asyncio.run(main())
