# Two runs in a row: each has its own loop, task numbers go on.
import asyncio


async def main(text):
    await asyncio.sleep(0.5)
    print(text, asyncio.current_task().get_name())


asyncio.run(main("first"))
asyncio.run(main("second"))
