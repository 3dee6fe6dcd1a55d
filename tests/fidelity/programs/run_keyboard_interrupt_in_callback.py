# KeyboardInterrupt from a callback leaves run_forever at once; the rest of the batch stays queued.
import asyncio


def interrupt():
    print("interrupting")
    raise KeyboardInterrupt


def after():
    print("after")


loop = asyncio.new_event_loop()
loop.call_soon(interrupt)
loop.call_soon(after)
try:
    loop.run_forever()
except KeyboardInterrupt:
    print("interrupted")
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
