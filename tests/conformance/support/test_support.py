"""What the tests take from test.support, for a machine without CPython's innards."""

import contextlib
import functools
import gc
import unittest

SHORT_TIMEOUT = 30.0
LONG_TIMEOUT = 300.0
LOOPBACK_TIMEOUT = 10.0
PIPE_MAX_SIZE = 4 * 1024 * 1024 + 1
MS_WINDOWS = False
verbose = False


def gc_collect():
    gc.collect()


@contextlib.contextmanager
def disable_gc():
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def cpython_only(test):
    return unittest.skip("about CPython's own objects")(test)


def check_sanitizer(*, address=False, memory=False, ub=False):
    return False


def requires_mac_ver(*least):
    return lambda test: test


def skip_if_broken_multiprocessing_synchronize():
    pass


refcount_test = cpython_only
requires_subprocess = requires_fork = lambda: unittest.skip("there are no processes")


def reap_children():
    pass


def maybe_get_event_loop_policy():
    return None


def get_attribute(thing, name):
    try:
        return getattr(thing, name)
    except AttributeError:
        raise unittest.SkipTest(f"object {thing!r} has no attribute {name!r}") from None


class _AlwaysEqual:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


@functools.total_ordering
class _Largest:
    def __eq__(self, other):
        return isinstance(other, _Largest)

    def __lt__(self, other):
        return False


@functools.total_ordering
class _Smallest:
    def __eq__(self, other):
        return isinstance(other, _Smallest)

    def __gt__(self, other):
        return False


ALWAYS_EQ = _AlwaysEqual()
LARGEST = _Largest()
SMALLEST = _Smallest()
