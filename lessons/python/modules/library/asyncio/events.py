import threading

import _asyncio_support
from asyncio import (
    AbstractEventLoop,
    Handle,
    TimerHandle,
    _get_running_loop,
    _set_running_loop,
    get_event_loop,
    get_running_loop,
    new_event_loop,
    set_event_loop,
)

__all__ = (
    "AbstractEventLoopPolicy",
    "AbstractEventLoop",
    "AbstractServer",
    "Handle",
    "TimerHandle",
    "get_event_loop_policy",
    "set_event_loop_policy",
    "get_event_loop",
    "set_event_loop",
    "new_event_loop",
    "get_child_watcher",
    "set_child_watcher",
    "_set_running_loop",
    "get_running_loop",
    "_get_running_loop",
)


class AbstractServer:
    def close(self):
        raise NotImplementedError

    def get_loop(self):
        raise NotImplementedError

    def is_serving(self):
        raise NotImplementedError

    async def start_serving(self):
        raise NotImplementedError

    async def serve_forever(self):
        raise NotImplementedError

    async def wait_closed(self):
        raise NotImplementedError

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        self.close()
        await self.wait_closed()


class AbstractEventLoopPolicy:
    def get_event_loop(self):
        raise NotImplementedError

    def set_event_loop(self, loop):
        raise NotImplementedError

    def new_event_loop(self):
        raise NotImplementedError

    def get_child_watcher(self):
        raise NotImplementedError

    def set_child_watcher(self, watcher):
        raise NotImplementedError


class BaseDefaultEventLoopPolicy(AbstractEventLoopPolicy):
    _loop_factory = None

    class _Local(threading.local):
        _loop = None
        _set_called = False

    def __init__(self):
        self._local = self._Local()

    def get_event_loop(self):
        local = self._local
        thread = threading.current_thread()
        if local._loop is None and not local._set_called and thread is threading.main_thread():
            self.set_event_loop(self.new_event_loop())
        if local._loop is None:
            raise RuntimeError(f"There is no current event loop in thread {thread.name!r}.")
        return local._loop

    def set_event_loop(self, loop):
        self._local._set_called = True
        if loop is not None and not isinstance(loop, AbstractEventLoop):
            raise TypeError(
                "loop must be an instance of AbstractEventLoop or None, "
                f"not '{type(loop).__name__}'"
            )
        self._local._loop = loop

    def new_event_loop(self):
        return self._loop_factory()


def get_event_loop_policy():
    policy = _asyncio_support.get_policy()
    if policy is None:
        from asyncio.unix_events import DefaultEventLoopPolicy

        policy = DefaultEventLoopPolicy()
        loop, was_set = _asyncio_support.get_policy_loop()
        of_main_thread = {"_loop": loop, "_set_called": was_set}
        threading._set_values(policy._local, threading.main_thread().ident, of_main_thread)
        _asyncio_support.set_policy(policy)
    return policy


def set_event_loop_policy(policy):
    if policy is not None and not isinstance(policy, AbstractEventLoopPolicy):
        raise TypeError(
            "policy must be an instance of AbstractEventLoopPolicy or None, "
            f"not '{type(policy).__name__}'"
        )
    _asyncio_support.set_policy(policy)


def get_child_watcher():
    return get_event_loop_policy().get_child_watcher()


def set_child_watcher(watcher):
    return get_event_loop_policy().set_child_watcher(watcher)


# One implementation plays the parts of both of CPython's.
_py__get_running_loop = _c__get_running_loop = _get_running_loop
_py__set_running_loop = _c__set_running_loop = _set_running_loop
_py_get_running_loop = _c_get_running_loop = get_running_loop
_py_get_event_loop = _c_get_event_loop = get_event_loop


class _AbstractMethods:
    """What AbstractEventLoop leaves to others; `self` is the loop."""


def _abstract(name, is_coroutine):
    if is_coroutine:

        async def method(self, *args, **kwargs):
            raise NotImplementedError

    else:

        def method(self, *args, **kwargs):
            raise NotImplementedError

    method.__name__ = name
    method.__qualname__ = "AbstractEventLoop." + name
    return method


for _name in (
    "run_forever run_until_complete stop is_running is_closed close call_soon call_soon_threadsafe call_later "
    "call_at time create_future create_task run_in_executor set_default_executor add_reader remove_reader "
    "add_writer remove_writer add_signal_handler remove_signal_handler set_task_factory get_task_factory "
    "get_exception_handler set_exception_handler default_exception_handler call_exception_handler get_debug "
    "set_debug _timer_handle_cancelled"
).split():
    setattr(_AbstractMethods, _name, _abstract(_name, False))
for _name in (
    "shutdown_asyncgens shutdown_default_executor getaddrinfo getnameinfo create_connection create_server "
    "start_tls sendfile create_unix_connection create_unix_server connect_accepted_socket "
    "create_datagram_endpoint connect_read_pipe connect_write_pipe subprocess_shell subprocess_exec sock_recv "
    "sock_recv_into sock_recvfrom sock_recvfrom_into sock_sendall sock_sendto sock_connect sock_accept "
    "sock_sendfile"
).split():
    setattr(_AbstractMethods, _name, _abstract(_name, True))
