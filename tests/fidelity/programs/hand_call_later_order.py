# Timers fire by deadline, not by order of creation.
import asyncio

loop = asyncio.new_event_loop()
for delay in (3, 1, 2, 0.5, 2.5):
    loop.call_later(delay, print, "after", delay)
loop.call_later(4, loop.stop)
loop.run_forever()
print(loop.time())
loop.close()
