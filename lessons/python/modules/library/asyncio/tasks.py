import functools

import _asyncio_support
import _trace
import asyncio
from asyncio import (
    CancelledError,
    Task,
    _get_running_loop,
    all_tasks,
    create_task,
    current_task,
    ensure_future,
    gather,
    get_event_loop,
    get_running_loop,
    iscoroutine,
    isfuture,
    sleep,
)

__all__ = (
    "Task",
    "create_task",
    "FIRST_COMPLETED",
    "FIRST_EXCEPTION",
    "ALL_COMPLETED",
    "wait",
    "wait_for",
    "as_completed",
    "sleep",
    "gather",
    "shield",
    "ensure_future",
    "run_coroutine_threadsafe",
    "current_task",
    "all_tasks",
)

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

_PyTask = Task
_ensure_future = ensure_future


def _set_task_name(task, name):
    if name is None:
        return
    try:
        set_name = task.set_name
    except AttributeError:
        import warnings

        warnings.warn(
            "Task.set_name() was added in Python 3.8, the method support will be mandatory for "
            "third-party task implementations since 3.13.",
            DeprecationWarning,
            stacklevel=3,
        )
    else:
        set_name(name)


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):  #@ 399
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    fs = set(fs)
    for each in fs:
        if iscoroutine(each):
            raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    return await _wait(fs, timeout, return_when, get_running_loop())  #@ 428


def _release_waiter(waiter, *ignored):  #@ 431
    if not waiter.done():
        waiter.set_result(None)


async def wait_for(fut, timeout):  #@ 436
    loop = get_running_loop()
    if timeout is None:
        return await fut  #@ 452
    if timeout <= 0:
        return await _poll(fut, loop)  #@ 460

    waiter = loop.create_future()
    timer = loop.call_later(timeout, _release_waiter, waiter)
    release = functools.partial(_release_waiter, waiter)
    fut = ensure_future(fut, loop=loop)
    fut.add_done_callback(release)
    _trace.awaits(waiter, fut)
    try:
        try:
            await waiter  #@ 476
        except CancelledError:
            # It may have come just after the result: that one counts.
            if fut.done():
                return fut.result()
            fut.remove_done_callback(release)
            await _cancel_and_wait(fut, loop)  #@ 485
            raise
        if fut.done():
            return fut.result()
        fut.remove_done_callback(release)
        await _cancel_and_wait(fut, loop)  #@ 495
        return _result_or_timeout(fut)
    finally:
        timer.cancel()


async def _poll(fut, loop):
    fut = ensure_future(fut, loop=loop)
    if fut.done():
        return fut.result()
    await _cancel_and_wait(fut, loop)
    return _result_or_timeout(fut)


def _result_or_timeout(fut):
    try:
        return fut.result()
    except CancelledError as error:
        raise TimeoutError from error


async def _wait(fs, timeout, return_when, loop):  #@ 507
    assert fs, "Set of Futures is empty."
    waiter = loop.create_future()
    timer = None if timeout is None else loop.call_later(timeout, _release_waiter, waiter)
    missing = len(fs)

    def is_enough(f):
        if missing <= 0 or return_when == FIRST_COMPLETED:
            return True
        return (
            return_when == FIRST_EXCEPTION and not f.cancelled() and f.exception() is not None
        )

    def _on_completion(f):  #@ 519
        nonlocal missing
        missing -= 1
        if is_enough(f):
            if timer is not None:
                timer.cancel()
            _release_waiter(waiter)

    for f in fs:
        f.add_done_callback(_on_completion)
        _trace.awaits(waiter, f)
    try:
        await waiter  #@ 535
    finally:
        if timer is not None:
            timer.cancel()
        for f in fs:
            f.remove_done_callback(_on_completion)

    done, pending = set(), set()
    for f in fs:
        (done if f.done() else pending).add(f)
    return done, pending


async def _cancel_and_wait(fut, loop):  #@ 551
    waiter = loop.create_future()
    release = functools.partial(_release_waiter, waiter)
    fut.add_done_callback(release)
    _trace.awaits(waiter, fut)
    try:
        fut.cancel()
        # Not for `fut` itself: whoever cancels this wait must not be passed on to it.
        await waiter  #@ 562
    finally:
        fut.remove_done_callback(release)


def as_completed(fs, *, timeout=None):  #@ 568
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect an iterable of futures, not {type(fs).__name__}")
    from asyncio.queues import Queue

    done = Queue()
    loop = get_event_loop()
    todo = {ensure_future(each, loop=loop) for each in set(fs)}
    timer = None

    def _on_timeout():  #@ 596
        for f in todo:
            f.remove_done_callback(_on_completion)
            done.put_nowait(None)  # in the place of each that is late
        todo.clear()

    def _on_completion(f):  #@ 602
        if not todo:
            return
        todo.remove(f)
        done.put_nowait(f)
        if not todo and timer is not None:
            timer.cancel()

    async def _wait_for_one():  #@ 610
        f = await done.get()  #@ 611
        if f is None:
            raise TimeoutError
        return f.result()

    for f in todo:
        f.add_done_callback(_on_completion)
    if todo and timeout is not None:
        timer = loop.call_later(timeout, _on_timeout)
    for _ in range(len(todo)):
        yield _wait_for_one()


def shield(arg):
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = inner.get_loop().create_future()
    _trace.awaits(outer, inner)

    def _inner_done_callback(inner):  #@ 891
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()  # retrieved, so that nobody reports it
        elif inner.cancelled():
            outer.cancel()
        elif (error := inner.exception()) is not None:
            outer.set_exception(error)
        else:
            outer.set_result(inner.result())

    def _outer_done_callback(outer):  #@ 908
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)

    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer


def run_coroutine_threadsafe(coro, loop):
    if not iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    import concurrent.futures
    from asyncio.futures import _chain_future

    future = concurrent.futures.Future()

    def callback():  #@ 926
        try:
            _chain_future(ensure_future(coro, loop=loop), future)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if future.set_running_or_notify_cancel():
                future.set_exception(error)
            raise

    loop.call_soon_threadsafe(callback)
    return future


# For tasks that are not asyncio's own.


def _register_task(task):
    import weakref

    _asyncio_support.get_registered_tasks().append(weakref.ref(task))


def _unregister_task(task):
    known = _asyncio_support.get_registered_tasks()
    known[:] = [each for each in known if each() is not task]


def _enter_task(loop, task):
    running = current_task(loop)
    if running is not None:
        raise RuntimeError(
            f"Cannot enter into task {task!r} while another task {running!r} is being executed."
        )
    _asyncio_support.get_entered_tasks()[loop] = task


def _leave_task(loop, task):
    running = current_task(loop)
    if running is not task:
        raise RuntimeError(
            f"Leaving task {task!r} does not match the current task {running!r}."
        )
    del _asyncio_support.get_entered_tasks()[loop]


_py_register_task, _py_unregister_task = _register_task, _unregister_task
_py_enter_task, _py_leave_task = _enter_task, _leave_task
