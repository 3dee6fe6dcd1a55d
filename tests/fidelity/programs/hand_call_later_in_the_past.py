# Deadlines that have passed are due in the next iteration, in heap order.
import asyncio

loop = asyncio.new_event_loop()


def late():
    loop.call_later(-1, print, "minus one")
    loop.call_at(0, print, "at zero")
    loop.call_later(0, print, "zero")
    loop.call_soon(print, "soon")
    loop.call_later(1, loop.stop)


loop.call_later(5, late)
loop.run_forever()
loop.close()
