# More than 100 timers, more than half cancelled: the heap is rebuilt in one go.
import asyncio

loop = asyncio.new_event_loop()
handles = [loop.call_later(1 + (number * 37 % 130), int) for number in range(130)]


def cancel(first, last):
    for handle in handles[first:last]:
        handle.cancel()


loop.call_soon(cancel, 5, 60)
loop.call_later(0.5, cancel, 60, 75)
loop.call_later(0.75, loop.stop)
loop.run_forever()
print(sum(handle.cancelled() for handle in handles))
loop.close()
