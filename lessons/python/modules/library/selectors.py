# Sockets that are watched together, and what each is watched for.

import math as _math
from collections import namedtuple as _namedtuple
from collections.abc import Mapping as _Mapping

import _network

EVENT_READ, EVENT_WRITE = 1, 2
SelectorKey = _namedtuple("SelectorKey", ["fileobj", "fd", "events", "data"])


def _descriptor(fileobj):
    if isinstance(fileobj, int):
        found = fileobj
    else:
        try:
            found = int(fileobj.fileno())
        except (AttributeError, TypeError, ValueError):
            raise ValueError("Invalid file object: {!r}".format(fileobj)) from None
    if found < 0:
        raise ValueError("Invalid file descriptor: {}".format(found))
    return found


class _Keys(_Mapping):
    def __init__(self, selector):
        self._selector = selector

    def __len__(self):
        return len(self._selector._by_descriptor)

    def __iter__(self):
        return iter(self._selector._by_descriptor)

    def __getitem__(self, fileobj):
        try:
            return self._selector._by_descriptor[self._selector._lookup(fileobj)]
        except KeyError:
            raise KeyError("{!r} is not registered".format(fileobj)) from None


class BaseSelector:
    """What every selector can do."""

    def __init__(self):
        self._by_descriptor = {}
        self._map = _Keys(self)

    def _lookup(self, fileobj):
        try:
            return _descriptor(fileobj)
        except ValueError:
            # A closed one may be registered still.
            for key in self._by_descriptor.values():
                if key.fileobj is fileobj:
                    return key.fd
            raise

    def register(self, fileobj, events, data=None):
        if not events or events & ~(EVENT_READ | EVENT_WRITE):
            raise ValueError("Invalid events: {!r}".format(events))
        key = SelectorKey(fileobj, self._lookup(fileobj), events, data)
        if key.fd in self._by_descriptor:
            raise KeyError("{!r} (FD {}) is already registered".format(fileobj, key.fd))
        self._by_descriptor[key.fd] = key
        return key

    def unregister(self, fileobj):
        try:
            return self._by_descriptor.pop(self._lookup(fileobj))
        except KeyError:
            raise KeyError("{!r} is not registered".format(fileobj)) from None

    def modify(self, fileobj, events, data=None):
        try:
            key = self._by_descriptor[self._lookup(fileobj)]
        except KeyError:
            raise KeyError("{!r} is not registered".format(fileobj)) from None
        if events != key.events:
            self.unregister(fileobj)
            return self.register(fileobj, events, data)
        if data != key.data:
            key = key._replace(data=data)
            self._by_descriptor[key.fd] = key
        return key

    def select(self, timeout=None):
        if timeout is not None:
            timeout = 0 if timeout <= 0 else self._rounded(timeout)
        found = _network.select([(key.fd, key.events) for key in self._by_descriptor.values()], timeout)
        ready = []
        for fd, events in found:
            key = self._by_descriptor.get(fd)
            if key is not None and events & key.events:
                ready.append((key, events & key.events))
        return ready

    @staticmethod
    def _rounded(timeout):
        return _math.ceil(timeout * 1e3) * 1e-3

    def close(self):
        self._by_descriptor.clear()
        self._map = None

    def get_key(self, fileobj):
        mapping = self.get_map()
        if mapping is None:
            raise RuntimeError("Selector is closed")
        return mapping[fileobj]

    def get_map(self):
        return self._map

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()


class SelectSelector(BaseSelector):
    @staticmethod
    def _rounded(timeout):
        return timeout


class PollSelector(BaseSelector):
    pass


class EpollSelector(BaseSelector):
    pass


DefaultSelector = EpollSelector
