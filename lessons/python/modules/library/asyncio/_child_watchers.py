# Child watchers: whoever starts processes has one of them say when they end. All of them wait for a
# process's exit descriptor here; they differ in which loop does, and in what they demand.

import subprocess
import warnings

from asyncio.log import logger


class AbstractChildWatcher:
    def add_child_handler(self, pid, callback, *args):
        raise NotImplementedError()

    def remove_child_handler(self, pid):
        raise NotImplementedError()

    def attach_loop(self, loop):
        raise NotImplementedError()

    def close(self):
        raise NotImplementedError()

    def is_active(self):
        raise NotImplementedError()

    def __enter__(self):
        raise NotImplementedError()

    def __exit__(self, *details):
        raise NotImplementedError()


class _Watcher(AbstractChildWatcher):
    def __init__(self):
        self._callbacks = {}  # by pid: (loop, descriptor, callback, args)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass

    def _watch(self, loop, pid, callback, args):
        self.remove_child_handler(pid)
        child = subprocess._child(pid)
        descriptor = -1 if child is None else child._exit
        if descriptor < 0:
            logger.warning("Unknown child process pid %d, will report returncode 255", pid)
            self._tell(loop, callback, pid, 255, args)
            return
        self._callbacks[pid] = (loop, descriptor, callback, args)
        loop._add_reader(descriptor, self._ended, pid)

    def _ended(self, pid):
        loop, descriptor, callback, args = self._callbacks.pop(pid)
        loop._remove_reader(descriptor)
        child = subprocess._child(pid)
        returncode = 255 if child is None else child.poll()
        if loop.get_debug():
            logger.debug("process %s exited with returncode %s", pid, returncode)
        self._tell(loop, callback, pid, returncode, args)

    def _tell(self, loop, callback, pid, returncode, args):
        loop.call_soon(callback, pid, returncode, *args)

    def remove_child_handler(self, pid):
        known = self._callbacks.pop(pid, None)
        if known is None:
            return False
        loop, descriptor, _, _ = known
        if loop is not None and not loop.is_closed():
            loop._remove_reader(descriptor)
        return True

    def _forget_all(self):
        for pid in list(self._callbacks):
            self.remove_child_handler(pid)


class BaseChildWatcher(_Watcher):
    """One that works for the loop it was attached to."""

    def __init__(self):
        super().__init__()
        self._loop = None

    def is_active(self):
        return self._loop is not None and self._loop.is_running()

    def attach_loop(self, loop):
        if loop is None and self._loop is not None and self._callbacks:
            warnings.warn("A loop is being detached from a child watcher with pending handlers", RuntimeWarning)
        waiting, self._loop = list(self._callbacks.items()), loop
        self._forget_all()
        for pid, (_, descriptor, callback, args) in waiting:
            if loop is None:
                self._callbacks[pid] = (None, descriptor, callback, args)
            else:
                self._watch(loop, pid, callback, args)

    def add_child_handler(self, pid, callback, *args):
        self._watch(self._loop, pid, callback, args)

    def close(self):
        self._forget_all()
        self.attach_loop(None)


class SafeChildWatcher(BaseChildWatcher):
    pass


class FastChildWatcher(BaseChildWatcher):
    def __init__(self):
        super().__init__()
        self._forks = 0

    def __enter__(self):
        self._forks += 1
        return self

    def __exit__(self, *details):
        self._forks -= 1

    def add_child_handler(self, pid, callback, *args):
        assert self._forks, "Must use the context manager"
        super().add_child_handler(pid, callback, *args)


class PidfdChildWatcher(BaseChildWatcher):
    def _tell(self, loop, callback, pid, returncode, args):
        callback(pid, returncode, *args)


class _RunningLoopWatcher(_Watcher):
    """One that works for whichever loop runs when a process is started."""

    def add_child_handler(self, pid, callback, *args):
        import asyncio

        self._watch(asyncio.get_running_loop(), pid, callback, args)


class MultiLoopChildWatcher(_RunningLoopWatcher):
    def __init__(self):
        super().__init__()
        self._attached = False

    def is_active(self):
        return self._attached

    def attach_loop(self, loop):
        self._attached = True

    def close(self):
        self._forget_all()
        self._attached = False


class ThreadedChildWatcher(_RunningLoopWatcher):
    def is_active(self):
        return True

    def attach_loop(self, loop):
        pass

    def remove_child_handler(self, pid):
        super().remove_child_handler(pid)
        return True

    def close(self):
        pass


for _class in list(globals().values()):
    if isinstance(_class, type) and issubclass(_class, AbstractChildWatcher):
        _class.__module__ = "asyncio.unix_events"
