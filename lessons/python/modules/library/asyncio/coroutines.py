import _asyncio_support
from asyncio import iscoroutine, iscoroutinefunction

__all__ = ("iscoroutinefunction", "iscoroutine")

_is_coroutine = object()  # the mark of what is no function but makes coroutines

_format_coroutine = _asyncio_support.format_coroutine


def _is_debug_mode():
    return _asyncio_support.is_debug()
