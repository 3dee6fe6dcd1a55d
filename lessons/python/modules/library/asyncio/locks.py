import collections

import _trace

from asyncio.exceptions import BrokenBarrierError, CancelledError
from asyncio.mixins import _LoopBoundMixin

__all__ = ("Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier")


def _shown(plain, state, waiters):
    crowd = f", waiters:{len(waiters)}" if waiters else ""
    return f"<{plain[1:-1]} [{state}{crowd}]>"


class _ContextManagerMixin:
    async def __aenter__(self):  #@ 14
        await self.acquire()  #@ 15

    async def __aexit__(self, kind, error, trace):
        self.release()


class Lock(_ContextManagerMixin, _LoopBoundMixin):
    def __init__(self):
        self._waiters = None
        self._locked = False
        self._told = _trace.sync(_trace.LOCK)

    def __repr__(self):
        state = "locked" if self._locked else "unlocked"
        return _shown(super().__repr__(), state, self._waiters)

    def locked(self):
        return self._locked

    def _can_be_had(self):
        if self._locked:
            return False
        for waiter in self._waiters or ():
            if not waiter.cancelled():
                return False
        return True

    async def acquire(self):  #@ 93
        if self._can_be_had():
            self._take()
            return True
        if self._waiters is None:
            self._waiters = collections.deque()
        turn = self._get_loop().create_future()
        self._waiters.append(turn)
        self._told.waits(turn)
        try:
            try:
                await turn  #@ 114
            finally:
                self._waiters.remove(turn)
                self._told.left_line(turn)
        except CancelledError:
            # The wake-up that may have been meant for this one goes to the next.
            if not self._locked:
                self._wake_up_first()
            raise
        self._take()
        return True

    def _take(self):
        self._locked = True
        self._told.changed(_trace.ACQUIRED, 1)

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._told.changed(_trace.RELEASED, 0, self._wake_up_first)

    def _wake_up_first(self):
        if self._waiters:
            first = self._waiters[0]
            if not first.done():
                first.set_result(True)


class Event(_LoopBoundMixin):
    def __init__(self):
        self._waiters = collections.deque()
        self._value = False
        self._told = _trace.sync(_trace.EVENT)

    def __repr__(self):
        return _shown(super().__repr__(), "set" if self._value else "unset", self._waiters)

    def is_set(self):
        return self._value

    def set(self):
        if self._value:
            return
        self._value = True
        self._told.changed(_trace.SET, 1, self._wake_up_all)

    def _wake_up_all(self):
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(True)

    def clear(self):
        if self._value:
            self._told.changed(_trace.CLEARED, 0)
        self._value = False

    async def wait(self):  #@ 200
        if self._value:
            return True
        happening = self._get_loop().create_future()
        self._waiters.append(happening)
        self._told.waits(happening)
        try:
            await happening  #@ 213
        finally:
            self._waiters.remove(happening)
            self._told.left_line(happening)
        return True


class Condition(_ContextManagerMixin, _LoopBoundMixin):
    def __init__(self, lock=None):
        lock = Lock() if lock is None else lock
        self._lock = lock
        self.locked, self.acquire, self.release = lock.locked, lock.acquire, lock.release
        self._waiters = collections.deque()
        self._told = _trace.sync(_trace.CONDITION, 0, 0, getattr(lock, "_told", None))

    def __repr__(self):
        state = "locked" if self.locked() else "unlocked"
        return _shown(super().__repr__(), state, self._waiters)

    async def wait(self):  #@ 248
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        try:
            notice = self._get_loop().create_future()
            self._waiters.append(notice)
            self._told.waits(notice)
            try:
                await notice  #@ 267
                return True
            finally:
                self._waiters.remove(notice)
                self._told.left_line(notice)
        finally:
            # Whatever happens, the lock is held again at the end.
            was_cancelled = False
            while True:
                try:
                    await self.acquire()  #@ 277
                    break
                except CancelledError:
                    was_cancelled = True
            if was_cancelled:
                raise CancelledError

    async def wait_for(self, predicate):  #@ 285
        while not (answer := predicate()):
            await self.wait()  #@ 294
        return answer

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        self._told.changed(_trace.NOTIFIED, n, lambda: self._wake_up(n))

    def _wake_up(self, n):
        told = 0
        for waiter in self._waiters:
            if told >= n:
                break
            if not waiter.done():
                told += 1
                waiter.set_result(False)

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_ContextManagerMixin, _LoopBoundMixin):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._waiters = None
        self._value = value
        self._told = self._new_trace()

    def _new_trace(self):
        return _trace.sync(_trace.SEMAPHORE, self._value)

    def __repr__(self):
        state = "locked" if self.locked() else f"unlocked, value:{self._value}"
        return _shown(super().__repr__(), state, self._waiters)

    def locked(self):
        if self._value == 0:
            return True
        for waiter in self._waiters or ():
            if not waiter.cancelled():
                return True
        return False

    async def acquire(self):  #@ 364
        if not self.locked():
            self._value -= 1
            self._told.changed(_trace.ACQUIRED, self._value)
            return True
        if self._waiters is None:
            self._waiters = collections.deque()
        turn = self._get_loop().create_future()
        self._waiters.append(turn)
        self._told.waits(turn)
        try:
            try:
                await turn  #@ 387
            finally:
                self._waiters.remove(turn)
                self._told.left_line(turn)
        except CancelledError:
            # It was given a unit and can't take it: the next one gets it.
            if not turn.cancelled():
                self._value += 1
                self._told.changed(_trace.RELEASED, self._value, self._wake_up_next)
            raise
        self._told.changed(_trace.ACQUIRED, self._value)
        if self._value > 0:
            self._wake_up_next()
        return True

    def release(self):
        self._value += 1
        self._told.changed(_trace.RELEASED, self._value, self._wake_up_next)

    def _wake_up_next(self):
        for waiter in self._waiters or ():
            if not waiter.done():
                self._value -= 1
                self._told.changed(_trace.HANDED_OVER, self._value)
                waiter.set_result(True)
                return


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        self._bound_value = value
        super().__init__(value)

    def _new_trace(self):
        return _trace.sync(_trace.BOUNDED_SEMAPHORE, self._value, self._bound_value)

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class _BarrierState:
    def __init__(self, name, value):
        self.name = self._name_ = name
        self.value = self._value_ = value

    def __repr__(self):
        return f"<_BarrierState.{self.name}: {self.value!r}>"

    def __str__(self):
        return f"_BarrierState.{self.name}"


for _name in ("filling", "draining", "resetting", "broken"):
    setattr(_BarrierState, _name.upper(), _BarrierState(_name.upper(), _name))


class Barrier(_LoopBoundMixin):
    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._cond = Condition()
        self._parties = parties
        self._state = _BarrierState.FILLING
        self._count = 0
        self._told = _trace.sync(_trace.BARRIER, 0, parties, self._cond._told)

    def _enter(self, state):
        if self._state is not state:
            self._state = state
            self._told.changed(getattr(_trace, state.name), self._count)

    def __repr__(self):
        state = self._state.value
        if not self.broken:
            state += f", waiters:{self.n_waiting}/{self.parties}"
        return _shown(super().__repr__(), state, None)

    async def __aenter__(self):  #@ 473
        return await self.wait()  #@ 476

    async def __aexit__(self, *details):
        pass

    async def wait(self):  #@ 481
        async with self._cond:  #@ 488
            await self._block()  #@ 489
            try:
                place = self._count
                self._count += 1
                self._told.changed(_trace.ARRIVED, self._count)
                if place + 1 == self._parties:
                    await self._release()
                else:
                    await self._wait()  #@ 497
                return place
            finally:
                self._count -= 1
                self._told.changed(_trace.DEPARTED, self._count)
                self._exit()

    async def _block(self):  #@ 504
        # Until those of the round before have left.
        leaving = (_BarrierState.DRAINING, _BarrierState.RESETTING)
        await self._cond.wait_for(lambda: self._state not in leaving)  #@ 510
        if self._state is _BarrierState.BROKEN:
            raise BrokenBarrierError("Barrier aborted")

    async def _release(self):
        self._enter(_BarrierState.DRAINING)
        self._cond.notify_all()

    async def _wait(self):  #@ 528
        await self._cond.wait_for(lambda: self._state is not _BarrierState.FILLING)  #@ 534
        if self._state in (_BarrierState.BROKEN, _BarrierState.RESETTING):
            raise BrokenBarrierError("Abort or reset of barrier")

    def _exit(self):
        if self._count == 0:
            if self._state in (_BarrierState.RESETTING, _BarrierState.DRAINING):
                self._enter(_BarrierState.FILLING)
            self._cond.notify_all()

    async def reset(self):  #@ 547
        async with self._cond:  #@ 553
            if self._count == 0:
                self._enter(_BarrierState.FILLING)
            elif self._state is not _BarrierState.RESETTING:
                self._enter(_BarrierState.RESETTING)
            self._cond.notify_all()

    async def abort(self):  #@ 562
        async with self._cond:  #@ 568
            self._enter(_BarrierState.BROKEN)
            self._cond.notify_all()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state is _BarrierState.FILLING else 0

    @property
    def broken(self):
        return self._state is _BarrierState.BROKEN
