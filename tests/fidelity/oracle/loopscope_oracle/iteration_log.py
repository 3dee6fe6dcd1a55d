"""Writes one JSON object a loop iteration, as `loopscope run --iterations` does."""

import atexit
import functools
import json
import os
import sys

DEADLOCK_STATUS = 70  # what the interpreter exits with when its loop can never wake


def label(handle):
    """`step:NAME`, `wakeup:NAME` or `call:QUALNAME` of a handle that is not cancelled."""
    callback = handle._callback
    while isinstance(callback, functools.partial):
        callback = callback.func
    qualname = getattr(callback, "__qualname__", None) or type(callback).__qualname__
    owner = getattr(callback, "__self__", None)
    if qualname == "Task.__step":
        return f"step:{owner.get_name()}"
    if qualname == "Task.__wakeup":
        return f"wakeup:{owner.get_name()}"
    return f"call:{qualname}"


def seconds(value):
    return round(float(value), 6)


class IterationLog:
    """The iterations of all loops, in the order in which they ended."""

    def __init__(self, path):
        self._path = path
        self._records = []
        self._loops = 0
        self._ran = {}  # loop: labels of the iteration under way

    def loop_created(self, loop):
        self._loops += 1
        loop._oracle_number = self._loops
        loop._oracle_iterations = 0

    def iteration_begins(self, loop):
        self._ran[loop] = []

    def handle_runs(self, handle):
        ran = self._ran.get(handle._loop)
        if ran is not None:
            ran.append(label(handle))

    def iteration_ends(self, loop):
        loop._oracle_iterations += 1
        self._records.append(
            {
                "loop": loop._oracle_number,
                "i": loop._oracle_iterations,
                "t": seconds(loop.time()),
                "ran": self._ran.pop(loop),
                "ready": [label(handle) for handle in loop._ready if not handle._cancelled],
                "timers": [seconds(handle._when) for handle in loop._scheduled],
            }
        )

    def write(self):
        """Writes the file; loops that never ran are not counted."""
        numbers = sorted({record["loop"] for record in self._records})
        with open(self._path, "w", encoding="utf-8") as file:
            for record in self._records:
                record = dict(record, loop=numbers.index(record["loop"]) + 1)
                file.write(json.dumps(record, ensure_ascii=False) + "\n")

    def end_in_deadlock(self):
        self.write()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(DEADLOCK_STATUS)


def install(path):
    """Observes every loop of this process; the file is written when the interpreter ends."""
    from asyncio import base_events, events

    log = IterationLog(path)
    make, run_once, run_handle = (
        base_events.BaseEventLoop.__init__,
        base_events.BaseEventLoop._run_once,
        events.Handle._run,
    )

    @functools.wraps(make)
    def observed_make(self):
        make(self)
        log.loop_created(self)

    @functools.wraps(run_once)
    def observed_run_once(self):
        log.iteration_begins(self)
        try:
            run_once(self)
        finally:
            log.iteration_ends(self)

    @functools.wraps(run_handle)
    def observed_run_handle(self):
        try:
            log.handle_runs(self)
            run_handle(self)
        finally:
            self = None  # tracebacks keep this frame: it must not keep the handle's task alive

    base_events.BaseEventLoop.__init__ = observed_make
    base_events.BaseEventLoop._run_once = observed_run_once
    events.Handle._run = observed_run_handle
    atexit.register(log.write)
    return log
