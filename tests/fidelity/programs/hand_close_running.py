# A running loop can't be closed, nor run again.
import asyncio

loop = asyncio.new_event_loop()


def inside():
    for action in (loop.close, loop.run_forever):
        try:
            action()
        except RuntimeError as error:
            print(error)
    loop.stop()


loop.call_soon(inside)
loop.run_forever()
loop.close()
