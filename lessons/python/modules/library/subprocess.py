# Programs that run beside this one. They are simulated: see docs/python.md for which there are.

import builtins
import errno
import io
import os
import signal
import sys
import time
import weakref

import _network
import _process

__all__ = ["Popen", "PIPE", "STDOUT", "DEVNULL", "call", "check_call", "check_output", "run", "getoutput",
           "getstatusoutput", "CompletedProcess", "CalledProcessError", "SubprocessError", "TimeoutExpired", "list2cmdline"]

PIPE, STDOUT, DEVNULL = -1, -2, -3
_READ = 1


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = output
        self.stderr = stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            try:
                return "Command '%s' died with %r." % (self.cmd, signal.Signals(-self.returncode))
            except ValueError:
                return "Command '%s' died with unknown signal %d." % (self.cmd, -self.returncode)
        return "Command '%s' returned non-zero exit status %d." % (self.cmd, self.returncode)

    @property
    def stdout(self):
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = output
        self.stderr = stderr

    def __str__(self):
        return "Command '%s' timed out after %s seconds" % (self.cmd, self.timeout)

    @property
    def stdout(self):
        return self.output


class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        args = [f"args={self.args!r}", f"returncode={self.returncode!r}"]
        if self.stdout is not None:
            args.append(f"stdout={self.stdout!r}")
        if self.stderr is not None:
            args.append(f"stderr={self.stderr!r}")
        return f"{type(self).__name__}({', '.join(args)})"

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


class _PipeEnd(io.RawIOBase):
    """The parent's end of a pipe."""

    def __init__(self, fd, writes):
        self._fd = fd
        self._writes = writes
        self.name = fd
        self._buffer = b""
        self.mode = "wb" if writes else "rb"

    def __repr__(self):
        return f"<_io.Buffered{'Writer' if self._writes else 'Reader'} name={self._fd}>"

    def __del__(self):
        self.close()

    def fileno(self):
        self._check()
        return self._fd

    def readable(self):
        return not self._writes

    def writable(self):
        return self._writes

    def seekable(self):
        return False

    def tell(self):
        raise OSError(errno.ESPIPE, "Illegal seek")

    def close(self):
        if not self._closed:
            self._closed = True
            _network.close(self._fd)

    def _received(self, timeout=None):
        """Some bytes, b"" at the end, None if none came in time."""
        while True:
            try:
                return _network.receive(self._fd, 65536)
            except BlockingIOError:
                if not _network.wait(self._fd, _READ, timeout):
                    return None

    def read(self, size=-1, /):
        self._check()
        while size is None or size < 0 or len(self._buffer) < size:
            data = self._received()
            if not data:
                size = len(self._buffer) if size is None or size < 0 else size
                break
            self._buffer += data
        data, self._buffer = self._buffer[:size], self._buffer[size:]
        return data

    def read1(self, size=-1, /):
        self._check()
        data = self._buffer or self._received()
        size = len(data) if size < 0 else size
        self._buffer = data[size:]
        return data[:size]

    def readline(self, size=-1, /):
        self._check()
        while b"\n" not in self._buffer:
            data = self._received()
            if not data:
                break
            self._buffer += data
        end = self._buffer.find(b"\n") + 1 or len(self._buffer)
        data, self._buffer = self._buffer[:end], self._buffer[end:]
        return data

    def write(self, data, /):
        self._check()
        rest = bytes(data)
        while rest:
            try:
                rest = rest[_network.send(self._fd, rest):]
            except BlockingIOError:
                _network.wait(self._fd, 2, None)
        return len(data)


class _TextEnd(io.TextIOBase):
    def __init__(self, end, encoding, errors):
        self.buffer = end
        self.encoding = encoding or "UTF-8"
        self.errors = errors or "strict"

    @property
    def closed(self):
        return self.buffer.closed

    def fileno(self):
        return self.buffer.fileno()

    def close(self):
        self.buffer.close()

    def flush(self):
        pass

    def read(self, size=-1, /):
        return self.buffer.read(size).decode(self.encoding, self.errors).replace("\r\n", "\n")

    def readline(self, size=-1, /):
        return self.buffer.readline().decode(self.encoding, self.errors).replace("\r\n", "\n")

    def write(self, text, /):
        self.buffer.write(text.encode(self.encoding, self.errors))
        return len(text)


def _arguments(args, shell, executable):
    if isinstance(args, (str, bytes)) or hasattr(args, "__fspath__"):
        args = [os.fsdecode(args)]
    else:
        args = [os.fsdecode(each) for each in args]
    if shell:
        args = ["/bin/sh", "-c", *args]
    if executable is not None:
        args[0] = os.fsdecode(executable)
    return args


_children = weakref.WeakValueDictionary()  # by pid


def _child(pid):
    """The Popen of a process that was started here; None if it is gone."""
    return _children.get(pid)


class Popen:
    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None,
                 close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None,
                 creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None,
                 group=None, extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1,
                 process_group=None):
        if not isinstance(bufsize, int):
            raise TypeError("bufsize must be an integer")
        if preexec_fn is not None:
            raise NotImplementedError("preexec_fn is not supported: processes are simulated")
        self.args = args
        self.returncode = None
        self.stdin = self.stdout = self.stderr = None
        self._exit = -1
        self.text_mode = encoding or errors or text or universal_newlines
        arguments = _arguments(args, shell, executable)
        if cwd is not None:
            os._files.folder(cwd, cwd)
        folder = os._files.resolved(cwd or ".")
        files = {path: bytes(file.data) for path, file in os._files._entries.items() if file is not None}
        variables = [(str(name), str(value)) for name, value in (os.environ if env is None else env).items()]
        if not arguments or not arguments[0]:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "")
        try:
            self.pid, *ends, self._exit = _process.start(
                arguments, folder, variables, files, *map(self._where, (stdin, stdout, stderr)))
        except OSError as error:
            if arguments[0].startswith("/") and os.path.exists(arguments[0]):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), arguments[0]) from None
            raise OSError(error.errno, error.strerror, arguments[0]) from None
        made = [None if fd < 0 else _PipeEnd(fd, number == 0) for number, fd in enumerate(ends)]
        if self.text_mode:
            made = [end and _TextEnd(end, encoding, errors) for end in made]
        self.stdin, self.stdout, self.stderr = made
        _children[self.pid] = self

    @staticmethod
    def _where(given):
        if given is None or given in (PIPE, STDOUT, DEVNULL):
            return given
        number = given if isinstance(given, int) else given.fileno()
        if number in (0, 1, 2):
            return None
        raise NotImplementedError("a process's streams can be None, PIPE, STDOUT or DEVNULL here")

    def __repr__(self):
        shown = f"<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>"
        return shown if len(shown) <= 80 else shown[:76] + "...>"

    def __enter__(self):
        return self

    def __exit__(self, *details):
        for stream in (self.stdout, self.stderr, self.stdin):
            if stream:
                stream.close()
        self.wait()

    def __del__(self):
        if getattr(self, "_exit", -1) >= 0:
            if self.returncode is None:
                import warnings

                warnings.warn("subprocess %s is still running" % self.pid, ResourceWarning, source=self)
            self._close_exit()

    def _close_exit(self):
        fd, self._exit = self._exit, -1
        if fd >= 0:
            _network.close(fd)

    def poll(self):
        if self.returncode is None and self._exit >= 0:
            status = _process.take_status(self.pid)
            if status is not None:
                self.returncode = status
                self._close_exit()
        return self.returncode

    def wait(self, timeout=None):
        if self.returncode is None:
            if not _network.wait(self._exit, _READ, timeout):
                raise TimeoutExpired(self.args, timeout)
            self.poll()
        return self.returncode

    def communicate(self, input=None, timeout=None):
        end = None if timeout is None else time.monotonic() + timeout
        if self.stdin:
            try:
                if input:
                    self.stdin.write(input)
                self.stdin.close()
            except BrokenPipeError:
                pass
        collected = {}
        for name in ("stdout", "stderr"):
            stream = getattr(self, name)
            if stream is None:
                collected[name] = None
                continue
            raw = stream.buffer if self.text_mode else stream
            while True:
                data = raw._received(None if end is None else max(0, end - time.monotonic()))
                if data is None:
                    raise TimeoutExpired(self.args, timeout, output=raw._buffer or None)
                if not data:
                    break
                raw._buffer += data
            collected[name] = stream.read()
            stream.close()
        self.wait(None if end is None else max(0, end - time.monotonic()))
        return collected["stdout"], collected["stderr"]

    def send_signal(self, sig):
        self.poll()
        if self.returncode is None:
            try:
                _process.send_signal(self.pid, int(sig))
            except ProcessLookupError:
                pass

    def terminate(self):
        self.send_signal(signal.SIGTERM)

    def kill(self):
        self.send_signal(signal.SIGKILL)


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    if input is not None:
        if kwargs.get("stdin") is not None:
            raise ValueError("stdin and input arguments may not both be used.")
        kwargs["stdin"] = PIPE
    if capture_output:
        if kwargs.get("stdout") is not None or kwargs.get("stderr") is not None:
            raise ValueError("stdout and stderr arguments may not be used with capture_output.")
        kwargs["stdout"] = kwargs["stderr"] = PIPE
    with Popen(*popenargs, **kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)
        except BaseException:
            process.kill()
            raise
        if check and process.poll():
            raise CalledProcessError(process.returncode, process.args, output=stdout, stderr=stderr)
    return CompletedProcess(process.args, process.returncode, stdout, stderr)


def call(*popenargs, timeout=None, **kwargs):
    with Popen(*popenargs, **kwargs) as process:
        try:
            return process.wait(timeout=timeout)
        except BaseException:
            process.kill()
            raise


def check_call(*popenargs, **kwargs):
    status = call(*popenargs, **kwargs)
    if status:
        raise CalledProcessError(status, popenargs[0] if popenargs else kwargs.get("args"))
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    if "stdout" in kwargs:
        raise ValueError("stdout argument not allowed, it will be overridden.")
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    done = run(cmd, shell=True, text=True, stdout=PIPE, stderr=STDOUT, encoding=encoding, errors=errors)
    return done.returncode, done.stdout.removesuffix("\n")


def getoutput(cmd, *, encoding=None, errors=None):
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]


def list2cmdline(seq):
    return " ".join(f'"{each}"' if not each or " " in each else each for each in map(os.fsdecode, seq))
