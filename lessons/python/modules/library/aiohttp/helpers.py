import asyncio
import base64
import collections


class BasicAuth(collections.namedtuple("BasicAuth", ["login", "password", "encoding"])):
    def __new__(cls, login, password="", encoding="latin1"):
        if login is None:
            raise ValueError("None is not allowed as login value")
        if password is None:
            raise ValueError("None is not allowed as password value")
        if ":" in login:
            raise ValueError('A ":" is not allowed in login (RFC 1945#section-11.1)')
        return super().__new__(cls, login, password, encoding)

    def encode(self):
        text = f"{self.login}:{self.password}".encode(self.encoding)
        return "Basic " + base64.b64encode(text).decode(self.encoding)


class Timer:
    """Ends whatever the tasks inside its `with` blocks do when its time is over."""

    def __init__(self, loop, timeout):
        self._loop = loop
        self._tasks = []
        self._over = False
        self._handle = None
        if timeout is not None and timeout > 0:
            self._handle = loop.call_at(loop.time() + timeout, self._end)

    def close(self):
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        self._tasks.clear()

    def _end(self):
        self._over = True
        for task in set(self._tasks):
            task.cancel()

    def __enter__(self):
        task = asyncio.current_task(loop=self._loop)
        if task is None:
            raise RuntimeError("Timeout context manager should be used inside a task")
        if self._over:
            raise asyncio.TimeoutError from None
        self._tasks.append(task)
        return self

    def __exit__(self, exc_type, exc, traceback):
        task = self._tasks.pop() if self._tasks else None
        if exc_type is asyncio.CancelledError and self._over:
            if task is not None:
                task.uncancel()
            raise asyncio.TimeoutError from None
