import _trace

from asyncio import CancelledError, current_task, get_running_loop

__all__ = ("Timeout", "timeout", "timeout_at")


class _State:
    def __init__(self, name, value):
        self.name = self._name_ = name
        self.value = self._value_ = value

    def __repr__(self):
        return f"<_State.{self.name}: {self.value!r}>"

    def __str__(self):
        return f"_State.{self.name}"


_State.CREATED = _State("CREATED", "created")
_State.ENTERED = _State("ENTERED", "active")
_State.EXPIRING = _State("EXPIRING", "expiring")
_State.EXPIRED = _State("EXPIRED", "expired")
_State.EXITED = _State("EXITED", "finished")


class Timeout:
    __final__ = True

    def __init__(self, when):
        self._state = _State.CREATED
        self._timeout_handler = None
        self._task = None
        self._when = when
        self._told = _trace.timeout()

    def when(self):
        return self._when

    def reschedule(self, when):
        if self._state is _State.CREATED:
            raise RuntimeError("Timeout has not been entered")
        if self._state is not _State.ENTERED:
            raise RuntimeError(f"Cannot change state of {self._state.value} Timeout")
        self._when = when
        self._told.scheduled(when, self._schedule)

    def _schedule(self):
        when = self._when
        if self._timeout_handler is not None:
            self._timeout_handler.cancel()
        self._timeout_handler = None if when is None else self._new_timer(when)

    def _new_timer(self, when):
        loop = get_running_loop()
        if when <= loop.time():
            return loop.call_soon(self._on_timeout)
        return loop.call_at(when, self._on_timeout)

    def expired(self):
        return self._state in (_State.EXPIRING, _State.EXPIRED)

    def __repr__(self):
        text = f"<Timeout [{self._state.value}]"
        if self._state is _State.ENTERED:
            text += f" when={None if self._when is None else round(self._when, 3)}"
        return text + ">"

    async def __aenter__(self):
        if self._state is not _State.CREATED:
            raise RuntimeError("Timeout has already been entered")
        task = current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = _State.ENTERED
        self._task = task
        self._cancelling = task.cancelling()
        self._told.entered(task)
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        assert self._state in (_State.ENTERED, _State.EXPIRING)
        if self._timeout_handler is not None:
            self._timeout_handler.cancel()
            self._timeout_handler = None
        if exc_type is None:
            end = _trace.FINISHED
        else:
            end = _trace.CANCELLED if exc_type is CancelledError else _trace.FAILED
        if self._state is _State.ENTERED:
            self._state = _State.EXITED
            self._told.left(end)
            return
        self._state = _State.EXPIRED
        # A cancellation by somebody else that has come as well goes on.
        others = self._task.uncancel() > self._cancelling
        expired = not others and exc_type is CancelledError
        self._told.left(_trace.EXPIRED if expired else end)
        if expired:
            raise TimeoutError from exc_val

    def _on_timeout(self):  #@ 121
        assert self._state is _State.ENTERED
        self._told.expired(self._task.cancel)
        self._state = _State.EXPIRING
        self._timeout_handler = None


def timeout(delay):
    now = get_running_loop().time()
    return Timeout(None if delay is None else now + delay)


def timeout_at(when):
    return Timeout(when)
