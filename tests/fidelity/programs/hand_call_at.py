# call_at with absolute times, whole numbers included.
import asyncio

loop = asyncio.new_event_loop()
start = loop.time()
for when in (2, 1.5, 0.25):
    handle = loop.call_at(start + when, print, "at", when)
    print(handle.when())
loop.call_at(start + 3, loop.stop)
loop.run_forever()
loop.close()
