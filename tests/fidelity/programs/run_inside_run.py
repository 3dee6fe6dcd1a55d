# asyncio.run inside a running loop: RuntimeError, and the coroutine is never awaited.
import asyncio


async def other():
    pass


async def main():
    coro = other()
    try:
        asyncio.run(coro)
    except RuntimeError as error:
        print(error)
    coro.close()


asyncio.run(main())
