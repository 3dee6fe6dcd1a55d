# create_task of what is no coroutine, and without a running loop.
import asyncio


async def work():
    return "work"


async def main():
    for value in (5, work):
        try:
            asyncio.create_task(value)
        except TypeError as error:
            print(str(error)[:28])


asyncio.run(main())
coro = work()
try:
    asyncio.create_task(coro)
except RuntimeError as error:
    print(error)
coro.close()
