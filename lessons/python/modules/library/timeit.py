# How long something takes on the run's clock.

import itertools as _itertools
import time as _time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_number = 1000000
default_repeat = 5
default_timer = _time.perf_counter


class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        names = {} if globals is None else dict(globals)
        self._prepare = self._callable(setup, names)
        self._call = self._callable(stmt, names)

    @staticmethod
    def _callable(what, names):
        if callable(what):
            return what
        if not isinstance(what, str):
            raise ValueError("stmt is neither a string nor callable")
        code = compile(what, "<timeit-src>", "exec")
        return lambda: exec(code, names)

    def timeit(self, number=default_number):
        self._prepare()
        call = self._call
        begin = self.timer()
        for _ in _itertools.repeat(None, number):
            call()
        return self.timer() - begin

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        # Virtual time stands still while nothing waits.
        number, taken = 1, self.timeit(1)
        if callback:
            callback(number, taken)
        return number, taken


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
