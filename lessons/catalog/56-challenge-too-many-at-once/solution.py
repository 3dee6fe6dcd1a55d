import asyncio


async def download(number, limit):
    async with limit:
        print("begin", number)
        await asyncio.sleep(1)
        print("end", number)
        return number


async def main():
    limit = asyncio.Semaphore(5)
    pages = await asyncio.gather(*[download(i, limit) for i in range(12)])
    print("pages:", len(pages))


asyncio.run(main())
