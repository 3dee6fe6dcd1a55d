# Exceptions come out where they are awaited; what isn't awaited is reported.
import asyncio


async def job(number):
    await asyncio.sleep(number)
    if number % 2:
        raise ValueError(number)
    return number


async def main():
    for earliest in asyncio.as_completed([job(number) for number in range(4)]):
        try:
            print(await earliest)
        except ValueError as error:
            print(repr(error))
    for bad in (asyncio.create_task(job(0)), job(0)):
        try:
            list(asyncio.as_completed(bad))
        except TypeError as error:
            print(error)
        if asyncio.iscoroutine(bad):
            bad.close()
        else:
            await bad
    print(list(asyncio.as_completed([])))
    same = asyncio.create_task(job(2))
    print([await each for each in asyncio.as_completed([same, same])])


asyncio.run(main())
