"""What programs ask of multiprocessing beside processes: those are concurrent.futures' here."""

import os

from concurrent.futures import TimeoutError

__all__ = ("active_children", "cpu_count", "current_process", "freeze_support", "get_start_method",
           "parent_process", "set_start_method")


class ProcessError(Exception):
    pass


class AuthenticationError(ProcessError):
    pass


class BufferTooShort(ProcessError):
    pass


class _MainProcess:
    name = "MainProcess"
    daemon = False
    exitcode = None

    @property
    def pid(self):
        return os.getpid()

    ident = pid

    def is_alive(self):
        return True

    def __repr__(self):
        return "<_MainProcess name='MainProcess' parent=None started>"


_main = _MainProcess()
_method = None


def cpu_count():
    return os.cpu_count()


def current_process():
    return _main


def parent_process():
    return None


def active_children():
    return []


def freeze_support():
    pass


def get_all_start_methods():
    return ["fork", "spawn", "forkserver"]


def get_start_method(allow_none=False):
    return _method if allow_none or _method else "fork"


def set_start_method(method, force=False):
    global _method
    if _method is not None and not force:
        raise RuntimeError("context has already been set")
    if method not in get_all_start_methods():
        raise ValueError("cannot find context for %r" % method)
    _method = method


def __getattr__(name):
    if name in ("Process", "Pool", "Queue", "Pipe", "Manager", "Lock", "Event", "Value", "Array", "get_context"):
        raise NotImplementedError(
            f"multiprocessing.{name} is not supported: use concurrent.futures.ProcessPoolExecutor, "
            "or run the program with python3"
        )
    raise AttributeError(f"module 'multiprocessing' has no attribute '{name}'")
