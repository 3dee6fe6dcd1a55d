import asyncio
import collections.abc
import functools
import time

_seconds_of_a_call = 0.001


async def in_thread(function, *args, loop=None, executor=None, **kwargs):
    """function(*args, **kwargs), by a thread of the executor."""
    loop = loop or asyncio.get_running_loop()
    return await loop.run_in_executor(executor, functools.partial(_slowly, function, *args, **kwargs))


def _slowly(function, *args, **kwargs):
    time.sleep(_seconds_of_a_call)
    return function(*args, **kwargs)


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
