# Timers that schedule timers; a zero delay waits for the next iteration.
import asyncio

loop = asyncio.new_event_loop()


def again(left, delay):
    print(left, delay, loop.time())
    if left:
        loop.call_later(delay, again, left - 1, delay)


loop.call_later(1, again, 3, 0)
loop.call_later(1, again, 2, 0.5)
loop.call_later(1.5, again, 1, 0)
loop.call_later(4, loop.stop)
loop.run_forever()
loop.close()
