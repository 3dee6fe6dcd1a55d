# gather() of a list, for want of a star
import asyncio


async def job(number):
    return number


async def main():
    jobs = [job(number) for number in range(2)]
    try:
        await asyncio.gather(jobs)
    except TypeError as error:
        print(error)
    print(await asyncio.gather(*jobs))
    for wrong in ({}, (1, 2), "text"):
        try:
            await asyncio.gather(wrong, return_exceptions=True)
        except TypeError as error:
            print(error)


asyncio.run(main())
