"""A clock that moves only when the program waits: the module `time` reads it."""

import functools
import os
import time

EPOCH = 1704067200.0  # 2024-01-01T00:00:00 UTC: time.time() when a run begins


class VirtualClock:
    """Seconds since the run began, in double arithmetic."""

    def __init__(self):
        self.now = 0.0

    def advance(self, seconds):
        self.now += seconds


def install():
    """Puts a virtual clock behind the module `time`; datetime.now() follows, being pure Python."""
    clock = VirtualClock()
    os.environ["TZ"] = "UTC"
    time.tzset()
    real_sleep = time.sleep
    real = {name: getattr(time, name) for name in ("gmtime", "localtime", "ctime", "strftime")}

    def monotonic():
        return clock.now

    def perf_counter():
        return clock.now

    def wall_clock():
        return EPOCH + clock.now

    def sleep(seconds):
        if not isinstance(seconds, (int, float)) or seconds < 0:
            real_sleep(seconds)  # raises what time.sleep raises
        clock.advance(seconds)

    def gmtime(seconds=None):
        return real["gmtime"](wall_clock() if seconds is None else seconds)

    def localtime(seconds=None):
        return real["localtime"](wall_clock() if seconds is None else seconds)

    def ctime(seconds=None):
        return real["ctime"](wall_clock() if seconds is None else seconds)

    def strftime(format, moment=None):
        return real["strftime"](format, localtime() if moment is None else moment)

    wall_clock.__name__ = "time"
    replacements = [monotonic, perf_counter, wall_clock, sleep, gmtime, localtime, ctime, strftime]
    for function in replacements:
        function.__qualname__ = function.__name__
        setattr(time, function.__name__, function)
    # As attributes of a class (logging.Formatter.converter) they are no methods.
    time.localtime = functools.partial(localtime)
    time.gmtime = functools.partial(gmtime)
    time.monotonic_ns = lambda: round(monotonic() * 1e9)
    time.perf_counter_ns = lambda: round(perf_counter() * 1e9)
    time.time_ns = lambda: round(wall_clock() * 1e9)
    return clock
