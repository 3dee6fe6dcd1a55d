import os
import queue
import threading

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


class _WorkItem:
    def __init__(self, future, fn, args, kwargs):
        self.future, self.fn, self.args, self.kwargs = future, fn, args, kwargs

    def run(self):
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.fn(*self.args, **self.kwargs)
        except BaseException as error:
            self.future.set_exception(error)
            self = None
        else:
            self.future.set_result(result)


def _worker(state, work):
    if state.initializer is not None:
        try:
            state.initializer(*state.initargs)
        except BaseException as error:
            _log("Exception in initializer:", error)
            state.initializer_failed()
            return
    while (item := work._get_idle()) is not None:
        item.run()
        del item
        state.idle.release()
    work.put(None)  # for the other workers


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
        self._work_queue.put(_WorkItem(future, fn, args, kwargs))
        self._adjust_thread_count()
        return future

    def _adjust_thread_count(self):
        if self._idle_semaphore.acquire(timeout=0) or len(self._threads) >= self._max_workers:
            return
        thread = threading.Thread(
            name=f"{self._thread_name_prefix}_{len(self._threads)}",
            target=_worker,
            args=(self._state, self._work_queue),
        )
        self._threads.add(thread)
        _pools[thread] = self._work_queue
        thread.start()

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        while cancel_futures and not self._work_queue.empty():
            item = self._work_queue.get_nowait()
            if item is not None:
                item.future.cancel()
        self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def __del__(self):
        if not self._shutdown:
            self._work_queue.put(None)
