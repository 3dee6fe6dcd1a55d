"""Makes CPython's asyncio deterministic and lets it tell each loop iteration."""

import gc
import sys


def install(log_path, seed):
    """Prepares this interpreter; the program that it runs next is observed."""
    # The accelerators stay out, so that Task, Future and datetime are their pure-Python selves.
    sys.modules["_asyncio"] = None
    sys.modules["_datetime"] = None
    # Cycles are collected at the end only: when the collector happens to run is no semantics.
    gc.disable()

    from . import virtual_clock

    clock = virtual_clock.install()

    from . import ordered_sets

    ordered_sets.install()

    from . import iteration_log, virtual_selector

    log = iteration_log.install(log_path)
    virtual_selector.install(clock, on_deadlock=log.end_in_deadlock)

    # Programs that print a task's type see what they see with the accelerators.
    from asyncio import futures, tasks

    futures.Future.__module__ = tasks.Task.__module__ = "_asyncio"

    import random

    random.seed(seed)
