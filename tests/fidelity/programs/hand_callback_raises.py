# An exception in a callback is logged; the loop goes on.
import asyncio

loop = asyncio.new_event_loop()


def bad():
    raise ValueError("in callback")


loop.call_soon(bad)
loop.call_soon(print, "next")
loop.call_later(1, loop.stop)
loop.run_forever()
loop.close()
print("end")
