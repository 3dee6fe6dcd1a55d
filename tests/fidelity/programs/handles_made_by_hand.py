"""Handles that a program makes itself, for asyncio's loops and for one of its own."""
import asyncio
import functools
import re


class Mine:
    """What stands for a loop, as far as handles ask."""

    debug = False

    def get_debug(self):
        return self.debug

    def call_exception_handler(self, context):
        print("told:", context["message"].split(" at ")[0], repr(context["exception"]), sorted(context))

    def _timer_handle_cancelled(self, handle):
        print("cancelled timer", handle.when())


def callback(*args):
    print("called with", args)


class Owner:
    def method(self):
        pass

    part = functools.partialmethod(method)


def fails():
    raise ValueError("no")


def main():
    loop = Mine()
    handle = asyncio.Handle(callback, (1, 2), loop)
    print(handle._callback is callback, handle._args, handle.cancelled())
    handle._run()
    handle.cancel()
    print(handle.cancelled(), repr(handle), handle._callback, handle._args)
    failing = asyncio.Handle(fails, (), loop)
    failing._run()
    early, late = (asyncio.TimerHandle(when, callback, ("x",), loop) for when in (5, 7.5))
    print(early < late, early <= late, early > late, early == late, early != late, hash(early) == hash(5))
    print(sorted([late, early]) == [early, late], early.when(), late.when())
    print(early == asyncio.TimerHandle(5, callback, ("x",), loop))
    print(early.__eq__(handle), early.__lt__(handle))
    for wrong in (
        lambda: asyncio.Handle(callback, ()),
        lambda: asyncio.Handle(callback, (), None),
        lambda: asyncio.TimerHandle(callback, (), loop),
        lambda: early < (),
    ):
        try:
            wrong()
        except (TypeError, AttributeError) as error:
            print(type(error).__name__, error)
    loop.debug = True
    shown = asyncio.TimerHandle(3, callback, (), loop)
    print("created at" in repr(shown), shown._source_traceback is not None)
    shown.cancel()
    print(repr(shown).startswith("<TimerHandle cancelled when=3 callback()"))

    loop.debug = False
    partial_method = asyncio.Handle(Owner.__dict__["part"], (), loop)
    shown = re.fullmatch(r"(.*) at 0x\w+>(.*) at .*?(\w+\.py:\d+)>", repr(partial_method))
    print(shown[1], shown[2], shown[3])

    real = asyncio.new_event_loop()
    own = asyncio.Handle(callback, ("real",), real)
    print(isinstance(own, asyncio.Handle), own._loop is real)
    own._run()
    real.call_soon(real.stop)
    real.run_forever()
    own.cancel()
    print(own.cancelled(), own)
    real.close()


main()
