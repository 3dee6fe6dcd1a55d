# A cancelled timer at the head leaves the heap; one further down stays in the array.
import asyncio

loop = asyncio.new_event_loop()
handles = [loop.call_later(delay, print, delay) for delay in (1, 2, 3, 4)]
handles[0].cancel()
handles[2].cancel()
print([handle.cancelled() for handle in handles])
loop.call_later(5, loop.stop)
loop.run_forever()
loop.close()
