# The inner and the outer of two timeouts, whichever comes first, and both at once.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    for inner, outer in ((1, 2), (2, 1), (1, 1)):
        start = loop.time()
        try:
            async with asyncio.timeout(outer) as outside:
                try:
                    async with asyncio.timeout(inner) as inside:
                        await asyncio.sleep(10)
                except TimeoutError:
                    print("inner", loop.time() - start)
                await asyncio.sleep(10)
        except TimeoutError:
            print("outer", loop.time() - start)
        print(inside.expired(), outside.expired(), asyncio.current_task().cancelling())


asyncio.run(main())
