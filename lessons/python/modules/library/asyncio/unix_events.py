import os
import signal
import socket
import stat
import threading

import asyncio
from asyncio import SelectorEventLoop, selector_events
from asyncio._child_watchers import (
    AbstractChildWatcher,
    BaseChildWatcher,
    FastChildWatcher,
    MultiLoopChildWatcher,
    PidfdChildWatcher,
    SafeChildWatcher,
    ThreadedChildWatcher,
)
from asyncio.base_events import _check_server_ssl, _check_ssl, _create_connection_transport, _serving
from asyncio.base_subprocess import _UnixSubprocessTransport
from asyncio.events import BaseDefaultEventLoopPolicy
from asyncio.log import logger
from asyncio.unix_pipes import _UnixReadPipeTransport, _UnixWritePipeTransport

__all__ = (
    "SelectorEventLoop",
    "AbstractChildWatcher",
    "SafeChildWatcher",
    "FastChildWatcher",
    "PidfdChildWatcher",
    "MultiLoopChildWatcher",
    "ThreadedChildWatcher",
    "DefaultEventLoopPolicy",
)

_UnixSelectorEventLoop = SelectorEventLoop


def _check_stream(sock):
    if sock.family != socket.AF_UNIX or sock.type != socket.SOCK_STREAM:
        raise ValueError(f"A UNIX Domain Stream Socket was expected, got {sock!r}")


def _bound_to(path):
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        if path[0] not in (0, "\x00"):
            _remove_stale(path)
        sock.bind(path)
    except OSError as error:
        sock.close()
        if error.errno == 98:
            raise OSError(98, f"Address {path!r} is already in use") from None
        raise
    except BaseException:
        sock.close()
        raise
    return sock


def _remove_stale(path):
    """A socket that an earlier server has left behind."""
    try:
        if stat.S_ISSOCK(os.stat(path).st_mode):
            os.remove(path)
    except FileNotFoundError:
        pass
    except OSError as error:
        logger.error("Unable to check or remove stale UNIX socket %r: %r", path, error)


class UnixMethods:
    """What Unix loops do with Unix sockets and signals; `self` is the loop."""

    async def create_unix_connection(self, protocol_factory, path=None, *, ssl=None, sock=None,
                                     server_hostname=None, ssl_handshake_timeout=None,
                                     ssl_shutdown_timeout=None):
        if ssl and server_hostname is None:
            raise ValueError("you have to pass server_hostname when using ssl")
        _check_ssl(ssl, server_hostname=server_hostname, ssl_handshake_timeout=ssl_handshake_timeout,
                   ssl_shutdown_timeout=ssl_shutdown_timeout)
        if path is not None:
            if sock is not None:
                raise ValueError("path and sock can not be specified at the same time")
            path = os.fspath(path)
            sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                sock.setblocking(False)
                await self.sock_connect(sock, path)
            except BaseException:
                sock.close()
                raise
        elif sock is None:
            raise ValueError("no path and sock were specified")
        else:
            _check_stream(sock)
        return await _create_connection_transport(self, sock, protocol_factory)

    async def create_unix_server(self, protocol_factory, path=None, *, sock=None, backlog=100, ssl=None,
                                 ssl_handshake_timeout=None, ssl_shutdown_timeout=None, start_serving=True):
        _check_server_ssl(ssl, ssl_handshake_timeout=ssl_handshake_timeout,
                          ssl_shutdown_timeout=ssl_shutdown_timeout)
        if path is not None:
            if sock is not None:
                raise ValueError("path and sock can not be specified at the same time")
            sock = _bound_to(os.fspath(path))
        elif sock is None:
            raise ValueError("path was not specified, and no sock specified")
        else:
            _check_stream(sock)
        return await _serving(self, [sock], protocol_factory, backlog, start_serving)

    def add_signal_handler(self, sig, callback, *args):
        if asyncio.iscoroutine(callback) or asyncio.iscoroutinefunction(callback):
            raise TypeError("coroutines cannot be used with add_signal_handler()")
        _check_signal(sig)
        if self.is_closed():
            raise RuntimeError("Event loop is closed")
        handlers = _signal_handlers(self)
        handlers[sig] = (callback, args)
        try:
            signal.signal(sig, lambda number, frame: _deliver_signal(self, number))
        except OSError as error:
            del handlers[sig]
            if error.errno == 22:
                raise RuntimeError(f"sig {sig} cannot be caught")
            raise

    def remove_signal_handler(self, sig):
        _check_signal(sig)
        if _signal_handlers(self).pop(sig, None) is None:
            return False
        signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        return True


for _name, _function in list(vars(UnixMethods).items()):
    if callable(_function):
        _function.__qualname__ = "_UnixSelectorEventLoop." + _name


_handlers_of_loops = {}


def _signal_handlers(loop):
    return _handlers_of_loops.setdefault(id(loop), {})


def _remove_signal_handlers(loop):
    """The loop was closed."""
    for sig in list(_signal_handlers(loop)):
        loop.remove_signal_handler(sig)
    del _handlers_of_loops[id(loop)]


def _check_signal(sig):
    if not isinstance(sig, int):
        raise TypeError(f"sig must be an int, not {sig!r}")
    if not 1 <= sig < signal.NSIG:
        raise ValueError(f"invalid signal number {sig}")


def _deliver_signal(loop, number):
    entry = _signal_handlers(loop).get(number)
    if entry is not None and not loop.is_closed():
        loop._signal_came(entry[0], *entry[1])


class _UnixDefaultEventLoopPolicy(BaseDefaultEventLoopPolicy):
    _loop_factory = SelectorEventLoop

    def __init__(self):
        super().__init__()
        self._watcher = None

    def set_event_loop(self, loop):
        super().set_event_loop(loop)
        if self._watcher is not None and threading.current_thread() is threading.main_thread():
            self._watcher.attach_loop(loop)

    def get_child_watcher(self):
        if self._watcher is None:
            self._watcher = ThreadedChildWatcher()
        return self._watcher

    def set_child_watcher(self, watcher):
        assert watcher is None or isinstance(watcher, AbstractChildWatcher)
        if self._watcher is not None:
            self._watcher.close()
        self._watcher = watcher


DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
