"""What the tests take from test.support, for a machine without CPython's innards."""

import gc
import unittest

SHORT_TIMEOUT = 30.0
LONG_TIMEOUT = 300.0
verbose = False


def gc_collect():
    gc.collect()


def cpython_only(test):
    return unittest.skip("about CPython's own objects")(test)


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
