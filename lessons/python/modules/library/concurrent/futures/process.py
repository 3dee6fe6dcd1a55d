import functools
import os

from concurrent.futures._base import BrokenExecutor
from concurrent.futures.thread import ThreadPoolExecutor


class PicklingError(Exception):
    __module__ = "_pickle"


class BrokenProcessPool(BrokenExecutor):
    pass


def _check_sendable(function):
    # What goes to another process has to be found there by its name.
    while isinstance(function, functools.partial):
        function = function.func
    name = getattr(function, "__qualname__", "")
    if "<locals>" in name:
        raise AttributeError(f"Can't pickle local object {name!r}")
    if "<lambda>" in name:
        raise PicklingError(
            f"Can't pickle {function!r}: attribute lookup {name} on {function.__module__} failed"
        )


class ProcessPoolExecutor(ThreadPoolExecutor):
    _broken_error = BrokenProcessPool
    _trace_kind = 1  # processes

    def __init__(
        self,
        max_workers=None,
        mp_context=None,
        initializer=None,
        initargs=(),
        *,
        max_tasks_per_child=None,
    ):
        if max_workers is None:
            max_workers = os.cpu_count() or 1
        super().__init__(max_workers, "SpawnProcess", initializer, initargs)

    def submit(self, fn, /, *args, **kwargs):
        try:
            _check_sendable(fn)
        except (AttributeError, PicklingError) as error:
            return super().submit(_fail, error)
        return super().submit(fn, *args, **kwargs)


def _fail(error):
    raise error
