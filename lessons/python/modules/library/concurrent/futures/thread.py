import contextvars
import functools
import os
import queue
import threading

import _trace
from concurrent.futures._base import BrokenExecutor, Executor, Future, _log

_pools = {}  # thread -> the queue of its pool
_shutdown = False


def _python_exit():
    global _shutdown
    _shutdown = True
    pools = list(_pools.items())
    for _, work in pools:
        work.put(None)
    for thread, _ in pools:
        thread.join()


threading._register_atexit(_python_exit)


def _innermost(function, arguments):
    # Without what only hands its arguments on: partials, and the context of to_thread().
    while True:
        if isinstance(function, functools.partial):
            function, arguments = function.func, function.args + tuple(arguments)
        elif arguments and type(getattr(function, "__self__", None)) is contextvars.Context:
            function, arguments = arguments[0], arguments[1:]
        else:
            return function


class _WorkItem:
    def __init__(self, future, fn, args, kwargs):
        self.future, self.fn, self.args, self.kwargs = future, fn, args, kwargs
        self.job = 0

    def told(self, pool):
        function = _innermost(self.fn, self.args)
        name = getattr(function, "__qualname__", None) or type(function).__name__
        self.job = _trace.tell_new("job_submitted", None, pool, name)
        self.submitted = _trace.last_event()
        self.future._job = self.job

    def run(self, worker):
        if not self.future.set_running_or_notify_cancel():
            self.ended("cancelled")
            return
        _trace.because(_trace.tell("job_begin", self.job, worker, "", 0, self.submitted))
        try:
            result = self.fn(*self.args, **self.kwargs)
        except BaseException as error:
            self.ended("exception")
            self.future.set_exception(error)
            self = None
        else:
            self.ended("result")
            self.future.set_result(result)

    def ended(self, how):
        outcome = ("result", "exception", "cancelled").index(how)
        _trace.because(_trace.tell("job_end", self.job, 0, "", outcome))


def _worker(state, work, worker):
    try:
        _do_jobs(state, work, worker)
    finally:
        _trace.tell("worker_ended", worker)


def _do_jobs(state, work, worker):
    if state.initializer is not None:
        try:
            state.initializer(*state.initargs)
        except BaseException as error:
            _log("Exception in initializer:", error)
            state.initializer_failed()
            return
    while (item := _next_item(work, worker)) is not None:
        item.run(worker)
        del item
        state.idle.release()
    work.put(None)  # for the other workers


def _next_item(work, worker):
    if work.empty():
        _trace.tell("worker_idle", worker)
    return work._get_idle()


class BrokenThreadPool(BrokenExecutor):
    pass


class _State:
    # What a pool shares with its workers, which do not keep the pool alive.
    def __init__(self, initializer, initargs):
        self.initializer, self.initargs = initializer, initargs
        self.work = queue.SimpleQueue()
        self.idle = threading.Semaphore(0)
        self.broken = False

    def initializer_failed(self):
        self.broken = "A thread initializer failed, the thread pool is not usable anymore"
        while not self.work.empty():
            item = self.work.get_nowait()
            if item is not None:
                item.future.set_exception(BrokenThreadPool(self.broken))


class ThreadPoolExecutor(Executor):
    _trace_kind = 0  # threads
    _made = 0
    _broken_error = BrokenThreadPool

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = min(32, (os.cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._state = _State(initializer, initargs)
        self._work_queue = self._state.work
        self._idle_semaphore = self._state.idle
        self._threads = set()
        self._shutdown = False
        if not thread_name_prefix:
            thread_name_prefix = f"ThreadPoolExecutor-{ThreadPoolExecutor._made}"
            ThreadPoolExecutor._made += 1
        self._thread_name_prefix = thread_name_prefix
        self._told = _trace.tell_new(
            "pool_created", None, max_workers, thread_name_prefix, self._trace_kind
        )

    @property
    def _broken(self):
        return self._state.broken

    def submit(self, fn, /, *args, **kwargs):
        if self._broken:
            raise self._broken_error(self._broken)
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        if _shutdown:
            raise RuntimeError("cannot schedule new futures after interpreter shutdown")
        future = Future()
        item = _WorkItem(future, fn, args, kwargs)
        item.told(self._told)
        self._work_queue.put(item)
        self._adjust_thread_count()
        return future

    def _adjust_thread_count(self):
        if self._idle_semaphore.acquire(timeout=0) or len(self._threads) >= self._max_workers:
            return
        name = f"{self._thread_name_prefix}_{len(self._threads)}"
        worker = _trace.tell_new("worker_started", None, self._told, name)
        thread = threading.Thread(
            name=name,
            target=_worker,
            args=(self._state, self._work_queue, worker),
        )
        self._threads.add(thread)
        _pools[thread] = self._work_queue
        thread.start()

    def shutdown(self, wait=True, *, cancel_futures=False):
        if not self._shutdown:
            _trace.tell("pool_shut_down", self._told)
        self._shutdown = True
        while cancel_futures and not self._work_queue.empty():
            item = self._work_queue.get_nowait()
            if item is not None:
                item.future.cancel()
                item.ended("cancelled")
        self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def __del__(self):
        if not self._shutdown:
            self._work_queue.put(None)
