import _asyncio_support
from asyncio import iscoroutine, iscoroutinefunction

__all__ = ("iscoroutinefunction", "iscoroutine")


def _is_debug_mode():
    return _asyncio_support.is_debug()
