# call_exception_handler by hand, and a handler that raises itself.
import asyncio

loop = asyncio.new_event_loop()
loop.call_exception_handler({"message": "by hand", "detail": 5})


def handler(the_loop, context):
    raise RuntimeError("handler failed")


def bad():
    raise ValueError("in callback")


loop.set_exception_handler(handler)
loop.call_soon(bad)
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
