# gather of nothing: a finished future with an empty list.
import asyncio


async def main():
    future = asyncio.gather()
    print(future.done())
    print(await future, await asyncio.gather(*[]))


asyncio.run(main())
