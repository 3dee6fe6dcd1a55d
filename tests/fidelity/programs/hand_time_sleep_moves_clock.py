# time.sleep in a callback moves the clock: due timers pile up.
import asyncio
import time

loop = asyncio.new_event_loop()
for delay in (1, 2, 3):
    loop.call_later(delay, lambda delay=delay: print(delay, loop.time()))
loop.call_soon(time.sleep, 2.5)
loop.call_later(4, loop.stop)
loop.run_forever()
print(time.time(), time.monotonic(), time.perf_counter())
loop.close()
