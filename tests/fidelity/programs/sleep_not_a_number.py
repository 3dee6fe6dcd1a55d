# A delay that is not a number is over at once; one without end never
import asyncio


async def main():
    print(await asyncio.sleep(float("nan"), "at once"))
    try:
        await asyncio.wait_for(asyncio.sleep(1), float("nan"))
    except TimeoutError:
        print("timed out")
    asyncio.get_running_loop().call_later(float("inf"), print, "never")
    await asyncio.sleep(0.1)


asyncio.run(main())
