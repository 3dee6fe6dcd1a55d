# An async generator that is left early: the clean-up closes it.
import asyncio


async def ticks():
    try:
        number = 0
        while True:
            await asyncio.sleep(1)
            yield number
            number += 1
    finally:
        print("generator closed")


async def main():
    async for number in ticks():
        print(number)
        if number == 2:
            break
    print([number async for number in short()])


async def short():
    for number in range(3):
        yield number
        await asyncio.sleep(0)


asyncio.run(main())
print("end")
