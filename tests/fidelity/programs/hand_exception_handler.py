# set_exception_handler: the context of an exception in a callback.
import asyncio

loop = asyncio.new_event_loop()


def handler(the_loop, context):
    print(sorted(context), repr(context["exception"]), context["message"][:21])


def bad():
    raise KeyError("k")


loop.set_exception_handler(handler)
print(loop.get_exception_handler() is handler)
loop.call_soon(bad)
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
