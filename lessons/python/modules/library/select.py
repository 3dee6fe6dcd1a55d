# Waits until one of several simulated sockets is ready.

import math as _math

import _network

error = OSError
POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32
EPOLLIN, EPOLLPRI, EPOLLOUT, EPOLLERR, EPOLLHUP = 1, 2, 4, 8, 16
_READ, _WRITE = 1, 2


def _descriptor(thing):
    if isinstance(thing, int):
        found = thing
    elif hasattr(thing, "fileno"):
        found = thing.fileno()
        if not isinstance(found, int):
            raise TypeError("fileno() returned a non-integer")
    else:
        raise TypeError("argument must be an int, or have a fileno() method.")
    if found < 0:
        raise ValueError("file descriptor cannot be a negative integer (%d)" % found)
    return found


def select(rlist, wlist, xlist, timeout=None, /):
    if timeout is not None and timeout < 0:
        raise ValueError("timeout must be non-negative")
    events = {}
    for things, event in ((rlist, _READ), (wlist, _WRITE)):
        for thing in things:
            number = _descriptor(thing)
            events[number] = events.get(number, 0) | event
    for thing in xlist:
        _descriptor(thing)
    ready = dict(_network.select(list(events.items()), timeout))

    def those(things, event):
        return [thing for thing in things if ready.get(_descriptor(thing), 0) & event]

    return those(rlist, _READ), those(wlist, _WRITE), []


class poll:
    def __init__(self):
        self._events = {}

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT):
        self._events[_descriptor(fd)] = eventmask

    def modify(self, fd, eventmask):
        number = _descriptor(fd)
        if number not in self._events:
            raise FileNotFoundError(2, "No such file or directory")
        self._events[number] = eventmask

    def unregister(self, fd):
        del self._events[_descriptor(fd)]

    def poll(self, timeout=None, /):
        seconds = None if timeout is None or timeout < 0 else _math.ceil(timeout) / 1000
        return self._wait(seconds)

    def _wait(self, seconds):
        wanted = [(fd, (mask & POLLIN and _READ) | (mask & POLLOUT and _WRITE)) for fd, mask in self._events.items()]
        found = _network.select([pair for pair in wanted if pair[1]], seconds)
        return [(fd, (events & _READ and POLLIN) | (events & _WRITE and POLLOUT)) for fd, events in found]


class epoll(poll):
    def __init__(self, sizehint=-1, flags=0):
        super().__init__()
        self.closed = False

    def register(self, fd, eventmask=EPOLLIN | EPOLLPRI | EPOLLOUT):
        number = _descriptor(fd)
        if number in self._events:
            raise FileExistsError(17, "File exists")
        self._events[number] = eventmask

    def unregister(self, fd):
        if self._events.pop(_descriptor(fd), None) is None:
            raise FileNotFoundError(2, "No such file or directory")

    def poll(self, timeout=None, maxevents=-1):
        return self._wait(None if timeout is None or timeout < 0 else timeout)

    def close(self):
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()
