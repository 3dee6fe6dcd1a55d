# What asyncio logs goes through the program's logging: the selector, slow callbacks, a loop's end.
import asyncio
import logging
import time

logging.basicConfig(level=logging.DEBUG)


async def slow():
    time.sleep(0.25)


async def main():
    loop = asyncio.get_running_loop()
    await asyncio.create_task(slow(), name="slow")
    loop.slow_callback_duration = 0.5
    await asyncio.create_task(slow())
    loop.set_debug(False)
    await asyncio.create_task(slow())
    loop.set_debug(True)


asyncio.run(main(), debug=True)
loop = asyncio.new_event_loop()
loop.close()
