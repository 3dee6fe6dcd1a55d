# A handle that is cancelled by one before it in the same batch does not run.
import asyncio

loop = asyncio.new_event_loop()
handles = []


def first():
    print("first cancels the third")
    handles[2].cancel()
    handles[0].cancel()


handles.append(loop.call_soon(first))
handles.append(loop.call_soon(print, "second"))
handles.append(loop.call_soon(print, "third"))
loop.call_soon(loop.stop)
loop.run_forever()
print([handle.cancelled() for handle in handles])
loop.close()
