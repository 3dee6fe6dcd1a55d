# stop() before run_forever: one iteration with a zero timeout.
import asyncio

loop = asyncio.new_event_loop()
loop.call_soon(print, "runs once")
loop.call_later(1, print, "does not run")
loop.stop()
loop.run_forever()
print(loop.time())
loop.close()
