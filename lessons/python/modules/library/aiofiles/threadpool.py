import asyncio
import io

from aiofiles.base import AiofilesContextManager, in_thread

sync_open = open

__all__ = ("open",)


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None, *,
         loop=None, executor=None):
    return AiofilesContextManager(_opened(file, mode, buffering, encoding, errors, newline, closefd, opener, loop, executor))


async def _opened(file, mode, buffering, encoding, errors, newline, closefd, opener, loop, executor):
    if loop is None:
        loop = asyncio.get_running_loop()
    opened = await in_thread(sync_open, file, mode, buffering, encoding, errors, newline, closefd, opener,
                             loop=loop, executor=executor)
    return wrap(opened, loop=loop, executor=executor)


class AsyncBase:
    """A file whose methods are coroutine functions."""

    def __init__(self, file, loop, executor):
        self._file = file
        self._executor = executor
        self._ref_loop = loop

    @property
    def _loop(self):
        return self._ref_loop or asyncio.get_running_loop()

    def __aiter__(self):
        return self

    def __repr__(self):
        return super().__repr__() + " wrapping " + repr(self._file)

    async def __anext__(self):
        line = await self.readline()
        if line:
            return line
        raise StopAsyncIteration


def _in_thread(name):
    async def method(self, *args, **kwargs):
        return await in_thread(getattr(self._file, name), *args, loop=self._loop, executor=self._executor, **kwargs)

    method.__name__ = name
    return method


def _attribute(name):
    return property(lambda self: getattr(self._file, name))


def _plain(name):
    return lambda self, *args: getattr(self._file, name)(*args)


def _class_of(name, methods, attributes=(), plain=()):
    members = {each: _in_thread(each) for each in methods.split()}
    members |= {each: _attribute(each) for each in attributes}
    members |= {each: _plain(each) for each in plain}
    return type(name, (AsyncBase,), members)


_of_all = "close flush isatty read readline readlines seek seekable tell truncate writable write writelines readable"
AsyncTextIOWrapper = _class_of(
    "AsyncTextIOWrapper", _of_all,
    ("buffer", "closed", "encoding", "errors", "line_buffering", "newlines", "name", "mode"), ("detach", "fileno"))
AsyncBufferedIOBase = _class_of(
    "AsyncBufferedIOBase", _of_all + " read1 readinto", ("closed", "raw", "name", "mode"), ("detach", "fileno"))
AsyncBufferedReader = type("AsyncBufferedReader", (AsyncBufferedIOBase,), {"peek": _in_thread("peek")})
AsyncFileIO = _class_of("AsyncFileIO", _of_all + " readall readinto", ("closed", "name", "mode"), ("fileno",))


def wrap(file, *, loop=None, executor=None):
    if isinstance(file, io.TextIOBase):
        return AsyncTextIOWrapper(file, loop, executor)
    if isinstance(file, io.BufferedWriter):
        return AsyncBufferedIOBase(file, loop, executor)
    if isinstance(file, (io.BufferedReader, io.BufferedRandom)):
        return AsyncBufferedReader(file, loop, executor)
    if isinstance(file, io.FileIO):
        return AsyncFileIO(file, loop, executor)
    raise TypeError(f"Unsupported io type: {file}.")
