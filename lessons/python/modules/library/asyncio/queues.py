import collections
import heapq

import _trace

from asyncio.locks import Event
from asyncio.mixins import _LoopBoundMixin

__all__ = ("Queue", "PriorityQueue", "LifoQueue", "QueueFull", "QueueEmpty")


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


class Queue(_LoopBoundMixin):
    _trace_kind = _trace.QUEUE

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters = collections.deque()
        self._putters = collections.deque()
        self._unfinished_tasks = 0
        self._finished = Event()
        self._finished.set()
        self._told = _trace.sync(self._trace_kind, 0, maxsize, self._finished._told)
        self._init(maxsize)

    # For classes derived from it: how the items are kept.

    def _init(self, maxsize):
        self._queue = collections.deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    def _wakeup_next(self, waiters):
        while waiters:
            waiter = waiters.popleft()
            self._told.left_line(waiter)
            if not waiter.done():
                waiter.set_result(None)
                return

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x} {self._format()}>"

    def __str__(self):
        return f"<{type(self).__name__} {self._format()}>"

    __class_getitem__ = classmethod(type(list[int]))

    def _format(self):
        parts = [f"maxsize={self._maxsize!r}"]
        if getattr(self, "_queue", None):
            parts.append(f"_queue={list(self._queue)!r}")
        if self._getters:
            parts.append(f"_getters[{len(self._getters)}]")
        if self._putters:
            parts.append(f"_putters[{len(self._putters)}]")
        if self._unfinished_tasks:
            parts.append(f"tasks={self._unfinished_tasks}")
        return " ".join(parts)

    def qsize(self):
        return len(self._queue)

    @property
    def maxsize(self):
        return self._maxsize

    def empty(self):
        return not self._queue

    def full(self):
        return not self._maxsize <= 0 and self.qsize() >= self._maxsize

    def _give_up(self, waiter, waiters, can_go_on):
        # An await was interrupted: if it was woken already, that is for the next one.
        waiter.cancel()
        try:
            waiters.remove(waiter)
            self._told.left_line(waiter)
        except ValueError:
            pass  # the one who woke it has taken it out
        if can_go_on() and not waiter.cancelled():
            self._wakeup_next(waiters)

    async def put(self, item):  #@ 110
        while self.full():
            putter = self._get_loop().create_future()
            self._putters.append(putter)
            self._told.waits(putter, _trace.PUTTERS)
            try:
                await putter  #@ 120
            except:
                self._give_up(putter, self._putters, lambda: not self.full())
                raise
        return self.put_nowait(item)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished_tasks += 1
        self._told.changed(_trace.PUT, self.qsize(), self._was_put, item)

    def _was_put(self):
        self._finished.clear()
        self._wakeup_next(self._getters)

    async def get(self):  #@ 149
        while self.empty():
            getter = self._get_loop().create_future()
            self._getters.append(getter)
            self._told.waits(getter)
            try:
                await getter  #@ 158
            except:
                self._give_up(getter, self._getters, lambda: not self.empty())
                raise
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            raise QueueEmpty
        item = self._get()
        self._told.changed(_trace.GOT, self.qsize(), self._was_taken, item)
        return item

    def _was_taken(self):
        self._wakeup_next(self._putters)

    def task_done(self):
        if self._unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished_tasks -= 1
        self._told.changed(_trace.TASK_DONE, self._unfinished_tasks, self._was_finished)

    def _was_finished(self):
        if self._unfinished_tasks == 0:
            self._finished.set()

    async def join(self):  #@ 206
        if self._unfinished_tasks > 0:
            await self._finished.wait()  #@ 215


class PriorityQueue(Queue):
    _trace_kind = _trace.PRIORITY_QUEUE

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item, heappush=heapq.heappush):
        heappush(self._queue, item)

    def _get(self, heappop=heapq.heappop):
        return heappop(self._queue)


class LifoQueue(Queue):
    _trace_kind = _trace.LIFO_QUEUE

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.pop()
