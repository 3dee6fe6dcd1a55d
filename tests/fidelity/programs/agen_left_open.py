# Asynchronous generators that are left open: closed by the loop when they go, or at its end.
import asyncio


async def numbers(name):
    try:
        for number in range(5):
            yield number
            await asyncio.sleep(1)
    finally:
        print(name, "closing")
        await asyncio.sleep(0)
        print(name, "closed")


async def main():
    async for number in numbers("dropped"):
        print(number)
        break
    print("after the loop")
    await asyncio.sleep(1)
    kept = numbers("kept")
    print(await anext(kept))
    global still
    still = numbers("still there")
    print(await anext(still))
    print("main ends")


asyncio.run(main())
print("run is over")
