import asyncio
import functools
import os
import signal

loop = asyncio.new_event_loop()


def ask_exit(signame):
    print("got signal %s: exit" % signame)
    loop.stop()


for signame in ("SIGINT", "SIGTERM"):
    loop.add_signal_handler(getattr(signal, signame), functools.partial(ask_exit, signame))
loop.call_later(0.1, os.kill, os.getpid(), signal.SIGTERM)
loop.run_forever()
print(loop.remove_signal_handler(signal.SIGTERM), loop.remove_signal_handler(signal.SIGTERM))
try:
    loop.add_signal_handler(1000, print)
except ValueError as error:
    print(error)
loop.close()
