from enum import IntEnum

import _signal

_numbers = {
    "SIGHUP": 1, "SIGINT": 2, "SIGQUIT": 3, "SIGILL": 4, "SIGTRAP": 5, "SIGABRT": 6, "SIGBUS": 7, "SIGFPE": 8,
    "SIGKILL": 9, "SIGUSR1": 10, "SIGSEGV": 11, "SIGUSR2": 12, "SIGPIPE": 13, "SIGALRM": 14, "SIGTERM": 15,
    "SIGSTKFLT": 16, "SIGCHLD": 17, "SIGCONT": 18, "SIGSTOP": 19, "SIGTSTP": 20, "SIGTTIN": 21, "SIGTTOU": 22,
    "SIGURG": 23, "SIGXCPU": 24, "SIGXFSZ": 25, "SIGVTALRM": 26, "SIGPROF": 27, "SIGWINCH": 28, "SIGIO": 29,
    "SIGPWR": 30, "SIGSYS": 31, "SIGRTMIN": 34, "SIGRTMAX": 64,
}
Signals = IntEnum("Signals", _numbers, module=__name__)
globals().update(Signals.__members__)
SIGIOT, SIGCLD, SIGPOLL = SIGABRT, SIGCHLD, SIGIO
Handlers = IntEnum("Handlers", {"SIG_DFL": 0, "SIG_IGN": 1}, module=__name__)
SIG_DFL, SIG_IGN = Handlers
Sigmasks = IntEnum("Sigmasks", {"SIG_BLOCK": 0, "SIG_UNBLOCK": 1, "SIG_SETMASK": 2}, module=__name__)
SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = Sigmasks
NSIG = 65
ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2

_texts = {
    1: "Hangup", 2: "Interrupt", 3: "Quit", 4: "Illegal instruction", 5: "Trace/breakpoint trap", 6: "Aborted",
    7: "Bus error", 8: "Floating point exception", 9: "Killed", 10: "User defined signal 1",
    11: "Segmentation fault", 12: "User defined signal 2", 13: "Broken pipe", 14: "Alarm clock", 15: "Terminated",
    17: "Child exited", 18: "Continued", 19: "Stopped (signal)", 20: "Stopped",
}


_default_int_handler = 2  # what stands for it in _signal


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


def _checked(signalnum):
    if not isinstance(signalnum, int):
        raise TypeError("'%s' object cannot be interpreted as an integer" % type(signalnum).__name__)
    if not 1 <= signalnum < NSIG:
        raise ValueError("signal number out of range")
    return int(signalnum)


def signal(signalnum, handler, /):
    if not _signal.on_main_thread():
        raise ValueError("signal only works in main thread of the main interpreter")
    signalnum = _checked(signalnum)
    if signalnum in (9, 19):
        raise OSError(22, "Invalid argument")
    if not callable(handler):
        if handler not in (0, 1):
            raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
        handler = int(handler)
    before = getsignal(signalnum)
    _signal.set_handler(signalnum, _default_int_handler if handler is default_int_handler else handler)
    return before


def getsignal(signalnum, /):
    handler = _signal.get_handler(_checked(signalnum))
    if type(handler) is not int:
        return handler
    return default_int_handler if handler == _default_int_handler else Handlers(handler)


def raise_signal(signalnum, /):
    import sys

    _signal.deliver(_checked(signalnum), sys._getframe(1))


def strsignal(signalnum, /):
    return _texts.get(_checked(signalnum))


def valid_signals():
    return set(Signals) | set(range(35, 64))


def siginterrupt(signalnum, flag, /):
    _checked(signalnum)


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    return -1


def pthread_sigmask(how, mask, /):
    return set()
