# Debug mode: a callback that takes a tenth of a second or longer is logged.
import asyncio
import time

loop = asyncio.new_event_loop()
loop.set_debug(True)


def quick():
    time.sleep(0.05)


def slow():
    time.sleep(0.25)


loop.call_soon(quick)
loop.call_soon(slow)
loop.call_later(1, loop.stop)
loop.run_forever()
loop.close()
