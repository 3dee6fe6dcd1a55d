"""Module gc. Counting destroys what nobody refers to; collect() what only cycles keep.

Nothing is collected by itself: enable() and the thresholds are remembered, and no more.
"""

from _gc import collect as _collect
from _gc import get_objects as _get_objects
from _gc import get_referents, is_finalized, is_tracked

DEBUG_STATS = 1
DEBUG_COLLECTABLE = 2
DEBUG_UNCOLLECTABLE = 4
DEBUG_SAVEALL = 32
DEBUG_LEAK = 38

garbage = []
callbacks = []

_enabled = True
_threshold = (700, 10, 10)
_flags = 0
_stats = [{"collections": 0, "collected": 0, "uncollectable": 0} for _ in range(3)]


def enable():
    global _enabled
    _enabled = True


def disable():
    global _enabled
    _enabled = False


def isenabled():
    return _enabled


def _tell(phase, info):
    for callback in list(callbacks):
        callback(phase, info)


def collect(generation=2):
    if not isinstance(generation, int):
        raise TypeError(f"'{type(generation).__name__}' object cannot be interpreted as an integer")
    if not 0 <= generation <= 2:
        raise ValueError("invalid generation")
    info = {"generation": generation, "collected": 0, "uncollectable": 0}
    _tell("start", dict(info))
    info["collected"] = found = _collect()
    _stats[generation]["collections"] += 1
    _stats[generation]["collected"] += found
    _tell("stop", info)
    return found


def get_objects(generation=None):
    if generation is not None and not 0 <= generation <= 2:
        raise ValueError(
            f"generation parameter must be less than the number of available generations (3)"
        )
    return _get_objects() if generation in (None, 2) else []


def get_referrers(*objects):
    wanted = {id(each) for each in objects}
    return [
        each
        for each in _get_objects()
        if any(id(referent) in wanted for referent in get_referents(each))
    ]


def get_count():
    return (0, 0, 0)


def get_threshold():
    return _threshold


def set_threshold(threshold0, threshold1=10, threshold2=10, /):
    global _threshold
    _threshold = (threshold0, threshold1, threshold2)


def get_stats():
    return [dict(each) for each in _stats]


def get_debug():
    return _flags


def set_debug(flags, /):
    global _flags
    _flags = flags


def freeze():
    pass


def unfreeze():
    pass


def get_freeze_count():
    return 0
