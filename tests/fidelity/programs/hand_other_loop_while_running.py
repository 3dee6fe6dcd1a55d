# A second loop can't run while one runs in the same thread.
import asyncio

loop = asyncio.new_event_loop()
other = asyncio.new_event_loop()


def inside():
    try:
        other.run_forever()
    except RuntimeError as error:
        print(error)
    loop.stop()


loop.call_soon(inside)
loop.run_forever()
other.call_soon(other.stop)
other.run_forever()
loop.close()
other.close()
