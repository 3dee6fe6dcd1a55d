import collections
import contextlib
import subprocess
import warnings

import _asyncio_support
from asyncio import _child_watchers, protocols, transports


class BaseSubprocessTransport(transports.SubprocessTransport):
    def __init__(self, loop, protocol, args, shell, stdin, stdout, stderr, bufsize, waiter=None, extra=None,
                 **kwargs):
        super().__init__(extra)
        self._closed = False
        self._protocol = protocol
        self._loop = loop
        self._proc = self._pid = self._returncode = None
        self._exit_waiters = []
        self._pending_calls = collections.deque()
        self._pipes = {fd: None for fd, where in enumerate((stdin, stdout, stderr)) if where == subprocess.PIPE}
        self._finished = False
        try:
            self._start(args=args, shell=shell, stdin=stdin, stdout=stdout, stderr=stderr, bufsize=bufsize, **kwargs)
        except BaseException:
            self.close()
            raise
        self._pid = self._proc.pid
        self._extra["subprocess"] = self._proc
        loop.create_task(self._connect_pipes(waiter))

    def __repr__(self):
        info = [type(self).__name__]
        if self._closed:
            info.append("closed")
        if self._pid is not None:
            info.append(f"pid={self._pid}")
        if self._returncode is not None:
            info.append(f"returncode={self._returncode}")
        else:
            info.append("running" if self._pid is not None else "not started")
        for fd, name in enumerate(("stdin", "stdout", "stderr")):
            if self._pipes.get(fd) is not None:
                info.append(f"{name}={self._pipes[fd].pipe}")
        return "<{}>".format(" ".join(info))

    def _start(self, args, shell, stdin, stdout, stderr, bufsize, **kwargs):
        raise NotImplementedError

    def _watch_child(self):
        watcher = _chosen_watcher()
        if watcher is None:
            self._loop._add_reader(self._proc._exit, self._child_ended)
        else:
            watcher.add_child_handler(self._pid, self._child_watcher_callback)

    def _child_watcher_callback(self, pid, returncode):
        self._proc.poll()
        self._loop.call_soon_threadsafe(self._process_exited, returncode)

    def _child_ended(self):
        self._loop._remove_reader(self._proc._exit)
        returncode = self._proc.poll()
        # One iteration later, so that callbacks that wait come first.
        self._loop.call_soon(self._loop.call_soon, self._process_exited, returncode)

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closed

    def close(self):
        if self._closed:
            return
        self._closed = True
        for proto in self._pipes.values():
            if proto is not None:
                proto.pipe.close()
        if self._proc is not None and self._returncode is None and self._proc.returncode is None:
            try:
                self._proc.kill()
            except ProcessLookupError:
                pass

    def __del__(self):
        if not getattr(self, "_closed", True):
            warnings.warn(f"unclosed transport {self!r}", ResourceWarning, source=self)
            self.close()

    def get_pid(self):
        return self._pid

    def get_returncode(self):
        return self._returncode

    def get_pipe_transport(self, fd):
        return self._pipes[fd].pipe if fd in self._pipes else None

    def send_signal(self, signal):
        if self._proc is None:
            raise ProcessLookupError()
        self._proc.send_signal(signal)

    def terminate(self):
        if self._proc is None:
            raise ProcessLookupError()
        self._proc.terminate()

    def kill(self):
        if self._proc is None:
            raise ProcessLookupError()
        self._proc.kill()

    async def _connect_pipes(self, waiter):
        loop, proc = self._loop, self._proc
        try:
            if proc.stdin is not None:
                _, self._pipes[0] = await loop.connect_write_pipe(lambda: WriteSubprocessPipeProto(self, 0), proc.stdin)
            if proc.stdout is not None:
                _, self._pipes[1] = await loop.connect_read_pipe(lambda: ReadSubprocessPipeProto(self, 1), proc.stdout)
            if proc.stderr is not None:
                _, self._pipes[2] = await loop.connect_read_pipe(lambda: ReadSubprocessPipeProto(self, 2), proc.stderr)
            loop.call_soon(self._protocol.connection_made, self)
            for callback, data in self._pending_calls:
                loop.call_soon(callback, *data)
            self._pending_calls = None
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if waiter is not None and not waiter.cancelled():
                waiter.set_exception(error)
        else:
            if waiter is not None and not waiter.cancelled():
                waiter.set_result(None)

    def _call(self, callback, *data):
        if self._pending_calls is not None:
            self._pending_calls.append((callback, data))
        else:
            self._loop.call_soon(callback, *data)

    def _pipe_connection_lost(self, fd, exc):
        self._call(self._protocol.pipe_connection_lost, fd, exc)
        self._try_finish()

    def _pipe_data_received(self, fd, data):
        self._call(self._protocol.pipe_data_received, fd, data)

    def _process_exited(self, returncode):
        self._returncode = returncode
        self._call(self._protocol.process_exited)
        self._try_finish()

    async def _wait(self):
        if self._returncode is not None:
            return self._returncode
        waiter = self._loop.create_future()
        self._exit_waiters.append(waiter)
        return await waiter

    def _try_finish(self):
        if self._returncode is None:
            return
        if all(proto is not None and proto.disconnected for proto in self._pipes.values()):
            self._finished = True
            self._call(self._call_connection_lost, None)

    def _call_connection_lost(self, exc):
        try:
            self._protocol.connection_lost(exc)
        finally:
            for waiter in self._exit_waiters:
                if not waiter.cancelled():
                    waiter.set_result(self._returncode)
            self._exit_waiters = None
            self._loop = self._proc = self._protocol = None


class WriteSubprocessPipeProto(protocols.BaseProtocol):
    def __init__(self, proc, fd):
        self.proc = proc
        self.fd = fd
        self.pipe = None
        self.disconnected = False

    def connection_made(self, transport):
        self.pipe = transport

    def __repr__(self):
        return f"<{type(self).__name__} fd={self.fd} pipe={self.pipe!r}>"

    def connection_lost(self, exc):
        self.disconnected = True
        proc, self.proc = self.proc, None
        proc._pipe_connection_lost(self.fd, exc)

    def pause_writing(self):
        self.proc._protocol.pause_writing()

    def resume_writing(self):
        self.proc._protocol.resume_writing()


class ReadSubprocessPipeProto(WriteSubprocessPipeProto, protocols.Protocol):
    def data_received(self, data):
        self.proc._pipe_data_received(self.fd, data)


class _UnixSubprocessTransport(BaseSubprocessTransport):
    def _start(self, args, shell, stdin, stdout, stderr, bufsize, **kwargs):
        self._proc = subprocess.Popen(args, shell=shell, stdin=stdin, stdout=stdout, stderr=stderr,
                                      bufsize=bufsize, **kwargs)


def _check_options(universal_newlines, shell, wanted_shell, bufsize, encoding, errors, text):
    if universal_newlines:
        raise ValueError("universal_newlines must be False")
    if shell is not wanted_shell:
        raise ValueError(f"shell must be {wanted_shell}")
    if bufsize != 0:
        raise ValueError("bufsize must be 0")
    if text:
        raise ValueError("text must be False")
    if encoding is not None:
        raise ValueError("encoding must be None")
    if errors is not None:
        raise ValueError("errors must be None")


async def subprocess_shell(loop, protocol_factory, cmd, *, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, universal_newlines=False, shell=True, bufsize=0, encoding=None,
                           errors=None, text=None, **kwargs):
    if not isinstance(cmd, (bytes, str)):
        raise ValueError("cmd must be a string")
    _check_options(universal_newlines, shell, True, bufsize, encoding, errors, text)
    protocol = protocol_factory()
    return await _started(loop, protocol, cmd, True, stdin, stdout, stderr, kwargs), protocol


async def subprocess_exec(loop, protocol_factory, program, *args, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, universal_newlines=False, shell=False, bufsize=0, encoding=None,
                          errors=None, text=None, **kwargs):
    _check_options(universal_newlines, shell, False, bufsize, encoding, errors, text)
    protocol = protocol_factory()
    return await _started(loop, protocol, (program, *args), False, stdin, stdout, stderr, kwargs), protocol


def _chosen_watcher():
    """The child watcher that the program has set; None for the usual one."""
    policy = _asyncio_support.get_policy()
    watcher = None if policy is None else policy.get_child_watcher()
    return None if type(watcher) is _child_watchers.ThreadedChildWatcher else watcher


async def _started(loop, protocol, args, shell, stdin, stdout, stderr, options):
    with _chosen_watcher() or contextlib.nullcontext() as watcher:
        if watcher is not None and not watcher.is_active():
            raise RuntimeError(
                "asyncio.get_child_watcher() is not activated, subprocess support is not installed.")
        return await _connected(loop, protocol, args, shell, stdin, stdout, stderr, options)


async def _connected(loop, protocol, args, shell, stdin, stdout, stderr, options):
    waiter = loop.create_future()
    transport = _UnixSubprocessTransport(loop, protocol, args, shell, stdin, stdout, stderr, 0, waiter=waiter, **options)
    transport._watch_child()
    try:
        await waiter
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException:
        transport.close()
        await transport._wait()
        raise
    return transport
