import asyncio
import collections.abc
import functools
import time

from posix import _disk_times

_seconds_of_a_call, _bytes_a_second = _disk_times()


async def in_thread(function, *args, loop=None, executor=None, **kwargs):
    """function(*args, **kwargs), by a thread of the executor."""
    loop = loop or asyncio.get_running_loop()
    return await loop.run_in_executor(executor, functools.partial(_slowly, function, *args, **kwargs))


def _slowly(function, *args, **kwargs):
    time.sleep(_seconds_of_a_call)
    result = function(*args, **kwargs)
    if _bytes_a_second and isinstance(result, (str, bytes)):
        time.sleep(len(result) / _bytes_a_second)
    elif _bytes_a_second and args and isinstance(args[0], (str, bytes)) and type(result) is int:
        time.sleep(len(args[0]) / _bytes_a_second)
    return result


class AiofilesContextManager(collections.abc.Awaitable, collections.abc.AsyncIterator):
    """What open() gives: to be awaited, or entered with `async with`."""

    __slots__ = ("_coro", "_obj")

    def __init__(self, coro):
        self._coro = coro
        self._obj = None

    def __await__(self):
        if self._obj is None:
            self._obj = yield from self._coro.__await__()
        return self._obj

    __iter__ = __await__

    async def __anext__(self):
        return await (await self).__anext__()

    async def __aenter__(self):
        return await self

    async def __aexit__(self, *details):
        await (await self).close()
        self._obj = None
