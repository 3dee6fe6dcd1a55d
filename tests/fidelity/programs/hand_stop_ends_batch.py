# stop() lets the batch end; what it enqueues waits for the next run.
import asyncio

loop = asyncio.new_event_loop()


def stopper():
    print("stop asked")
    loop.stop()
    loop.call_soon(print, "enqueued after stop")


loop.call_soon(stopper)
loop.call_soon(print, "same batch")
loop.run_forever()
print("left")
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
