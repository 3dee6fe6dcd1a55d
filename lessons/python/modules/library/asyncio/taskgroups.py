import _trace

from asyncio import CancelledError, current_task, get_running_loop

__all__ = ["TaskGroup"]


def _set_task_name(task, name):
    from asyncio.tasks import _set_task_name

    _set_task_name(task, name)


class TaskGroup:
    def __init__(self):
        self._entered = False
        self._exiting = False
        self._aborting = False
        self._loop = None
        self._parent_task = None
        self._parent_cancel_requested = False
        self._tasks = set()
        self._errors = []
        self._base_error = None
        self._on_completed_fut = None
        self._told = _trace.group()

    def __repr__(self):
        parts = ["<TaskGroup"]
        if self._tasks:
            parts.append(f"tasks={len(self._tasks)}")
        if self._errors:
            parts.append(f"errors={len(self._errors)}")
        if self._aborting:
            parts.append("cancelling")
        elif self._entered:
            parts.append("entered")
        return " ".join(parts) + ">"

    async def __aenter__(self):  #@ 54
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        if self._loop is None:
            self._loop = get_running_loop()
        self._parent_task = current_task(self._loop)
        if self._parent_task is None:
            raise RuntimeError(f"TaskGroup {self!r} cannot determine the parent task")
        self._entered = True
        self._told.entered(self._parent_task)
        return self

    async def __aexit__(self, et, exc, tb):  #@ 68
        self._exiting = True
        if exc is not None and self._base_error is None and self._is_base_error(exc):
            self._base_error = exc
        cancellation = exc if et is CancelledError else None
        if self._parent_cancel_requested and self._parent_task.uncancel() == 0:
            # It was the group itself that had its parent cancelled, and nobody else.
            cancellation = None
        if et is not None and not self._aborting:
            self._abort(self._parent_task)

        # The parent may be cancelled again and again meanwhile.
        while self._tasks:
            if self._on_completed_fut is None:
                self._on_completed_fut = self._loop.create_future()
                self._tell_awaits()
            try:
                await self._on_completed_fut  #@ 110
            except CancelledError as error:
                if not self._aborting:
                    cancellation = error
                    self._abort(self._parent_task)
            self._on_completed_fut = None
        assert not self._tasks
        fails = et is not None and et is not CancelledError
        if self._errors or self._base_error is not None or fails:
            self._told.left(_trace.FAILED)
        else:
            self._told.left(_trace.CANCELLED if cancellation else _trace.FINISHED)

        if self._base_error is not None:
            raise self._base_error
        if cancellation and not self._errors:
            raise cancellation
        if fails:
            self._errors.append(exc)
        if self._errors:
            try:
                group = BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors)
                raise group from None
            finally:
                self._errors = None

    # Apart: the exception group refers to the frame of __aexit__, which must not keep a task.
    def _tell_awaits(self):
        for task in self._tasks:
            _trace.awaits(self._on_completed_fut, task)

    def create_task(self, coro, *, name=None, context=None):
        if not self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has not been entered")
        if self._exiting and not self._tasks:
            raise RuntimeError(f"TaskGroup {self!r} is finished")
        if self._aborting:
            raise RuntimeError(f"TaskGroup {self!r} is shutting down")
        if context is None:
            task = self._loop.create_task(coro)
        else:
            task = self._loop.create_task(coro, context=context)
        if name is not None:
            _set_task_name(task, name)
        self._told.task_added(task)
        if self._on_completed_fut is not None:
            _trace.awaits(self._on_completed_fut, task)
        task.add_done_callback(self._on_task_done)
        self._tasks.add(task)
        return task

    def _is_base_error(self, exc):
        assert isinstance(exc, BaseException)
        return isinstance(exc, (SystemExit, KeyboardInterrupt))

    def _abort(self, because_of, with_parent=False):
        self._aborting = True
        self._told.aborting(because_of, lambda: self._cancel_all(with_parent))

    def _cancel_all(self, with_parent):
        for task in self._tasks:
            if not task.done():
                task.cancel()
        if with_parent:
            # Whatever the parent does now ends; __aexit__ takes this cancellation back.
            self._parent_cancel_requested = True
            self._parent_task.cancel()

    def _on_task_done(self, task):  #@ 184
        self._tasks.discard(task)
        self._told.task_done(task)
        completed = self._on_completed_fut
        if completed is not None and not self._tasks and not completed.done():
            completed.set_result(True)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self._errors.append(error)
        if self._base_error is None and self._is_base_error(error):
            self._base_error = error
        if self._parent_task.done():
            self._loop.call_exception_handler(
                {
                    "message": f"Task {task!r} has errored out but its parent task "
                    f"{self._parent_task} is already completed",
                    "exception": error,
                    "task": task,
                }
            )
            return
        if not self._aborting and not self._parent_cancel_requested:
            self._abort(task, with_parent=True)
