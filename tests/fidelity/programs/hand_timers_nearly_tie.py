# Timers that are apart by less than the clock's resolution fire together.
import asyncio

loop = asyncio.new_event_loop()
loop.call_at(1.0000000005, print, "later by half a nanosecond")
loop.call_at(1.0, print, "exactly one")
loop.call_at(1.00000001, print, "later by ten nanoseconds")
loop.call_at(2.0, loop.stop)
loop.run_forever()
loop.close()
