"""What the tests take from test.test_asyncio.utils.

CPython's TestLoop moves a clock by hand; here the platform's virtual clock does that, so that the
generators that foretell the deadlines are not asked.
"""

import asyncio
import contextlib
import itertools
import re
import socket
import sys
import threading
import unittest
from unittest import mock

from asyncio import futures, tasks

# One class plays both parts.
futures._CFuture = futures.Future
tasks._CTask = tasks.Task
for _name in ("register_task", "unregister_task", "enter_task", "leave_task"):
    setattr(tasks, f"_c_{_name}", getattr(tasks, f"_{_name}"))


def run_briefly(loop):
    async def once():
        pass

    coroutine = once()
    task = loop.create_task(coroutine)
    task._log_destroy_pending = False
    try:
        loop.run_until_complete(task)
    finally:
        coroutine.close()


def run_once(loop):
    loop.call_soon(loop.stop)
    loop.run_forever()


def run_until(loop, pred, timeout=30.0):
    end = loop.time() + timeout
    while not pred():
        if loop.time() > end:
            raise TimeoutError
        loop.run_until_complete(asyncio.sleep(0.001))


class TestLoop(asyncio.SelectorEventLoop):
    __test__ = False

    def __init__(self, gen=None):
        super().__init__()

    def advance_time(self, advance):
        pass


def MockCallback(**keywords):
    return mock.Mock(spec=["__call__"], **keywords)


class MockPattern(str):
    def __eq__(self, other):
        return bool(re.search(str(self), other, re.S))


class MockInstanceOf:
    def __init__(self, type):
        self._type = type

    def __eq__(self, other):
        return isinstance(other, self._type)


def get_function_source(function):
    function = getattr(function, "__func__", function)
    while hasattr(function, "func"):
        function = function.func
    return function.__code__.co_filename, function.__code__.co_firstlineno


class TestCase(unittest.TestCase):
    @staticmethod
    def close_loop(loop):
        if loop._default_executor is not None:
            if not loop.is_closed():
                loop.run_until_complete(loop.shutdown_default_executor())
            else:
                loop._default_executor.shutdown(wait=True)
        loop.close()

    def set_event_loop(self, loop, *, cleanup=True):
        assert loop is not None, "loop is None"
        asyncio.set_event_loop(None)
        if cleanup:
            self.addCleanup(self.close_loop, loop)

    def new_test_loop(self, gen=None):
        loop = TestLoop(gen)
        self.set_event_loop(loop)
        return loop

    def tearDown(self):
        asyncio.set_event_loop(None)
        self.assertEqual(sys.exc_info(), (None, None, None))
        self.doCleanups()


@contextlib.contextmanager
def disable_logger():
    import logging

    logger = logging.getLogger("asyncio")
    level = logger.level
    try:
        logger.setLevel(logging.CRITICAL + 1)
        yield
    finally:
        logger.setLevel(level)


async def await_without_task(coroutine):
    failure = None

    def run():
        nonlocal failure
        try:
            for _ in coroutine.__await__():
                pass
        except BaseException as error:
            failure = error

    asyncio.get_running_loop().call_soon(run)
    await asyncio.sleep(0)
    if failure is not None:
        raise failure


class _Server:
    """Answers every connection like the tests' own HTTP server, in a thread."""

    def __init__(self, sock, address):
        self.address = address
        self._sock = sock
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self):
        while True:
            try:
                connection, _ = self._sock.accept()
            except OSError:
                return
            with connection:
                self._answer(connection)

    @staticmethod
    def _answer(connection):
        request = b""
        try:
            while b"\r\n\r\n" not in request:
                data = connection.recv(1024)
                if not data:
                    return
                request += data
            connection.sendall(
                b"HTTP/1.0 200 OK\r\nContent-type: text/plain\r\nContent-Length: 12\r\n\r\nTest message"
            )
        except OSError:
            pass  # the test has gone away


@contextlib.contextmanager
def run_test_server(*, host="127.0.0.1", port=0, use_ssl=False):
    sock = socket.create_server((host, port))
    try:
        yield _Server(sock, sock.getsockname())
    finally:
        sock.close()


_socket_numbers = itertools.count()


@contextlib.contextmanager
def unix_socket_path():
    yield f"/tmp/conformance-{next(_socket_numbers)}.sock"


@contextlib.contextmanager
def run_test_unix_server(*, use_ssl=False):
    with unix_socket_path() as path:
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        sock.bind(path)
        sock.listen()
        try:
            yield _Server(sock, path)
        finally:
            sock.close()
