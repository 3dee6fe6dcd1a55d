# Closing a loop drops what is queued.
import asyncio

loop = asyncio.new_event_loop()
loop.call_soon(print, "never")
loop.call_later(1, print, "never")
loop.close()
print("closed")
