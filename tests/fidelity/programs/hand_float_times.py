# Rounding: sums of tenths come out as double arithmetic makes them.
import asyncio

loop = asyncio.new_event_loop()


def tick(left):
    print(loop.time())
    if left:
        loop.call_later(0.1, tick, left - 1)
    else:
        loop.stop()


loop.call_later(0.1, tick, 12)
loop.run_forever()
loop.close()
