import asyncio
import functools
import os
import signal

def ask_exit(signame):
    print("got signal %s: exit" % signame)
    loop.stop()

loop = asyncio.get_event_loop()
for signame in ('SIGINT', 'SIGTERM'):
    loop.add_signal_handler(getattr(signal, signame),
                            functools.partial(ask_exit, signame))

# Nobody is there to press Ctrl+C: the program sends the signals itself
loop.call_later(2, os.kill, os.getpid(), signal.SIGTERM)

print("Event loop running forever, press Ctrl+C to interrupt.")
try:
    loop.run_forever()
    print("removed:", loop.remove_signal_handler(signal.SIGINT))
    loop.call_later(1, os.kill, os.getpid(), signal.SIGINT)
    loop.run_forever()
except KeyboardInterrupt:
    print("no handler: KeyboardInterrupt")
finally:
    loop.close()
