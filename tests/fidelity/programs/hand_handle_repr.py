# repr of handles: queued, cancelled, timers.
import asyncio

loop = asyncio.new_event_loop()


def callback(*args):
    pass


class Thing:
    def method(self):
        pass


handle = loop.call_soon(callback, 1, "two")
print(handle)
handle.cancel()
print(handle)
timer = loop.call_at(1.5, callback)
print(timer, timer.when())
timer.cancel()
print(timer)
print(loop.call_soon(Thing().method))
print(loop.call_soon(print, "a"))
loop.call_soon(loop.stop)
loop.run_forever()
print(loop.is_running())
loop.close()
