import collections
import sys
import threading
import time

import _thread

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

PENDING = "PENDING"
RUNNING = "RUNNING"
CANCELLED = "CANCELLED"
CANCELLED_AND_NOTIFIED = "CANCELLED_AND_NOTIFIED"
FINISHED = "FINISHED"

_shown_states = {
    PENDING: "pending",
    RUNNING: "running",
    CANCELLED: "cancelled",
    CANCELLED_AND_NOTIFIED: "cancelled",
    FINISHED: "finished",
}
_final_states = (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)

TimeoutError = TimeoutError


class Error(Exception):
    pass


class CancelledError(Error):
    pass


class InvalidStateError(Error):
    pass


class BrokenExecutor(RuntimeError):
    pass


def _log(message, error):
    sys.stderr.write(f"{message}\n{_thread._format_exception(error)}")


class _Waiter:
    # Told by futures that end; `event` is set once `return_when` is so.
    def __init__(self, pending, return_when):
        self.event = threading.Event()
        self.finished = []
        self.pending = pending
        self.return_when = return_when

    def tell(self, future):
        self.finished.append(future)
        self.pending -= 1
        failed = future._exception is not None and self.return_when == FIRST_EXCEPTION
        if self.pending == 0 or failed or self.return_when == FIRST_COMPLETED:
            self.event.set()


class Future:
    def __init__(self):
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._waiters = []
        self._done_callbacks = []

    def __repr__(self):
        text = f"<{type(self).__name__} at {id(self):#x} state={_shown_states[self._state]}"
        if self._state == FINISHED and self._exception:
            text += f" raised {type(self._exception).__name__}"
        elif self._state == FINISHED:
            text += f" returned {type(self._result).__name__}"
        return text + ">"

    def _call(self, callback):
        try:
            callback(self)
        except Exception as error:
            _log(f"exception calling callback for {self!r}", error)

    def _end(self, state):
        # With the condition held.
        self._state = state
        for waiter in self._waiters:
            waiter.tell(self)
        self._condition.notify_all()

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            self._call(callback)

    def cancel(self):
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        return self._state == RUNNING

    def done(self):
        return self._state in _final_states

    def add_done_callback(self, fn):
        with self._condition:
            if self._state not in _final_states:
                self._done_callbacks.append(fn)
                return
        self._call(fn)

    def _wait_until_done(self, timeout):
        with self._condition:
            if self._state not in _final_states:
                self._condition.wait(timeout)
            if self._state not in _final_states:
                raise TimeoutError
            if self._state != FINISHED:
                raise CancelledError

    def result(self, timeout=None):
        self._wait_until_done(timeout)
        if self._exception is None:
            return self._result
        try:
            raise self._exception
        finally:
            self = None

    def exception(self, timeout=None):
        self._wait_until_done(timeout)
        return self._exception

    # For executors.

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                for waiter in self._waiters:
                    waiter.tell(self)
                return False
            if self._state == PENDING:
                self._state = RUNNING
                return True
        sys.stderr.write(f"Future {id(self)} in unexpected state: {self._state}\n")
        raise RuntimeError("Future in unexpected state")

    def set_result(self, result):
        with self._condition:
            if self._state in _final_states:
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._result = result
            self._end(FINISHED)
        self._invoke_callbacks()

    def set_exception(self, exception):
        with self._condition:
            if self._state in _final_states:
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._exception = exception
            self._end(FINISHED)
        self._invoke_callbacks()

    __class_getitem__ = classmethod(type(list[int]))


def _is_over(future):
    return future._state in (CANCELLED_AND_NOTIFIED, FINISHED)


def as_completed(fs, timeout=None):
    end = None if timeout is None else timeout + time.monotonic()
    pending = set(fs)
    total = len(pending)
    finished = [future for future in pending if _is_over(future)]
    waiter = _Waiter(total - len(finished), FIRST_COMPLETED)
    watched = list(pending)
    for future in watched:
        future._waiters.append(waiter)
    try:
        while True:
            for future in finished:
                pending.remove(future)
                yield future
            if not pending:
                return
            left = None if end is None else end - time.monotonic()
            if left is not None and left < 0:
                raise TimeoutError(f"{len(pending)} (of {total}) futures unfinished")
            waiter.event.wait(left)
            finished, waiter.finished = waiter.finished, []
            waiter.event.clear()
    finally:
        for future in watched:
            future._waiters.remove(waiter)


DoneAndNotDoneFutures = collections.namedtuple("DoneAndNotDoneFutures", "done not_done")


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    done = {future for future in fs if _is_over(future)}
    failed = any(not future.cancelled() and future.exception() is not None for future in done)
    enough = done and (
        return_when == FIRST_COMPLETED or (return_when == FIRST_EXCEPTION and failed)
    )
    if enough or len(done) == len(fs):
        return DoneAndNotDoneFutures(done, fs - done)
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return condition: {return_when!r}")
    waiter = _Waiter(len(fs) - len(done), return_when)
    for future in fs:
        future._waiters.append(waiter)
    waiter.event.wait(timeout)
    for future in fs:
        future._waiters.remove(waiter)
    done.update(waiter.finished)
    return DoneAndNotDoneFutures(done, fs - done)


def _result_or_cancel(future, timeout=None):
    try:
        return future.result(timeout)
    finally:
        future.cancel()


class Executor:
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else timeout + time.monotonic()
        futures = collections.deque(self.submit(fn, *args) for args in zip(*iterables))

        def results():
            try:
                while futures:
                    left = None if end is None else end - time.monotonic()
                    yield _result_or_cancel(futures.popleft(), left)
            finally:
                for future in futures:
                    future.cancel()

        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.shutdown(wait=True)
        return False
