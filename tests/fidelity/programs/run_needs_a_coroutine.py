# asyncio.run of what is no coroutine.
import asyncio


async def main():
    pass


for value in (main, 5, None):
    try:
        asyncio.run(value)
    except ValueError as error:
        print(str(error)[:30])
