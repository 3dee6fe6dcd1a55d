# After SystemExit has left the loop, the same loop can run on.
import asyncio

loop = asyncio.new_event_loop()


def leave():
    raise SystemExit(4)


loop.call_soon(leave)
loop.call_soon(print, "still queued")
loop.call_later(1, print, "timer")
try:
    loop.run_forever()
except SystemExit as error:
    print("left", error.code, loop.is_running())
loop.call_later(2, loop.stop)
loop.run_forever()
loop.close()
