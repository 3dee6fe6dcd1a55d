# A timer that is cancelled by another one due at the same moment, before and after it in the batch.
import asyncio

loop = asyncio.new_event_loop()
handles = {}


def first():
    print("first")
    handles["second"].cancel()


def third():
    print("third")
    handles["first"].cancel()


handles["first"] = loop.call_at(1, first)
handles["second"] = loop.call_at(1, print, "second")
handles["third"] = loop.call_at(1, third)
loop.call_at(2, loop.stop)
loop.run_forever()
print({name: handle.cancelled() for name, handle in handles.items()})
loop.close()
