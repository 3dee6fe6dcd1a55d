"""What the tests take from test.test_asyncio.utils.

CPython's TestLoop moves a clock by hand; here the platform's virtual clock does that, so that the
generators that foretell the deadlines are not asked.
"""

import asyncio
import collections
import contextlib
import itertools
import re
import socket
import sys
import threading
import unittest
from unittest import mock

from asyncio import futures, tasks

CLOCK_RES = 0.05  # seconds
# There is no TLS: nothing opens these.
ONLYCERT = ONLYKEY = SIGNED_CERTFILE = SIGNING_CA = "no certificate"
PEERCERT = {}

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
    """Keeps what is watched to itself, for tests to look at."""

    __test__ = False

    def __init__(self, gen=None):
        super().__init__()
        self.readers, self.writers = {}, {}
        self.reset_counters()

    def advance_time(self, advance):
        pass

    def reset_counters(self):
        self.remove_reader_count = collections.defaultdict(int)
        self.remove_writer_count = collections.defaultdict(int)

    def _add_reader(self, fd, callback, *args):
        self.readers[fd] = asyncio.Handle(callback, args, self, None)

    def _add_writer(self, fd, callback, *args):
        self.writers[fd] = asyncio.Handle(callback, args, self, None)

    def _remove_reader(self, fd):
        self.remove_reader_count[fd] += 1
        return self.readers.pop(fd, None) is not None

    def _remove_writer(self, fd):
        self.remove_writer_count[fd] += 1
        return self.writers.pop(fd, None) is not None

    add_reader, add_writer = _add_reader, _add_writer
    remove_reader, remove_writer = _remove_reader, _remove_writer

    @staticmethod
    def _assert_watched(table, fd, callback, args):
        assert fd in table, f"fd {fd} is not registered"
        handle = table[fd]
        assert handle._callback == callback, f"unexpected callback: {handle._callback} != {callback}"
        assert handle._args == args, f"unexpected arguments: {handle._args} != {args}"

    def assert_reader(self, fd, callback, *args):
        self._assert_watched(self.readers, fd, callback, args)

    def assert_writer(self, fd, callback, *args):
        self._assert_watched(self.writers, fd, callback, args)

    def assert_no_reader(self, fd):
        assert fd not in self.readers, f"fd {fd} is registered"


def make_test_protocol(base):
    """A protocol whose methods are mocks."""
    names = [name for name in dir(base) if not (name.startswith("__") and name.endswith("__"))]
    methods = {name: MockCallback(return_value=None) for name in names}
    return type("TestProtocol", (base, *base.__bases__), methods)()


def mock_nonblocking_socket(proto=socket.IPPROTO_TCP, type=socket.SOCK_STREAM, family=socket.AF_INET):
    sock = mock.MagicMock(socket.socket)
    sock.proto, sock.type, sock.family = proto, type, family
    sock.gettimeout.return_value = 0.0
    return sock


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

    @classmethod
    def _answer(cls, connection):
        try:
            request = b""
            while b"\r\n\r\n" not in request:
                data = connection.recv(1024)
                if not data:
                    return
                request += data
            connection.sendall(b"HTTP/1.0 200 OK\r\nContent-type: text/plain\r\n\r\n")
            if b" /loop " in request:
                cls._send_back(connection, *request.split(b"\r\n\r\n", 1))
            else:
                connection.sendall(b"Test message")
        except OSError:
            pass  # the test has gone away

    @staticmethod
    def _send_back(connection, head, body):
        left = int(re.search(rb"(?i)content-length: *(\d+)", head)[1])
        while body or left:
            connection.sendall(body)
            left -= len(body)
            body = connection.recv(min(left, 0x10000)) if left else b""


@contextlib.contextmanager
def run_test_server(*, host="127.0.0.1", port=0, use_ssl=False):
    sock = socket.create_server((host, port))
    try:
        yield _Server(sock, sock.getsockname())
    finally:
        sock.close()


_socket_numbers = itertools.count()


def gen_unix_socket_path():
    return f"/tmp/conformance-{next(_socket_numbers)}.sock"


@contextlib.contextmanager
def unix_socket_path():
    yield gen_unix_socket_path()


def _echo_datagrams(sock):
    with sock:
        while (received := sock.recvfrom(4096))[0] != b"STOP":
            sock.sendto(*received)


@contextlib.contextmanager
def run_udp_echo_server(*, host="127.0.0.1", port=0):
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind((host, port))
    address = sock.getsockname()
    thread = threading.Thread(target=_echo_datagrams, args=(sock,))
    thread.start()
    try:
        yield address
    finally:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
            other.sendto(b"STOP", address)
        thread.join()


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
