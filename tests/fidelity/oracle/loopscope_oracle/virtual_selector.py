"""A selector that never sleeps: it advances the clock by the timeout that it was given."""

import selectors
import threading


def install(clock, on_deadlock):
    """Every loop that is made without a selector of its own gets a virtual one.

    `on_deadlock()` is called when a loop waits for something that can't come; it does not return.
    """

    class VirtualSelector(selectors.EpollSelector):
        def select(self, timeout=None):
            events = super().select(0)
            if events or (timeout is not None and timeout <= 0):
                return events
            if timeout is not None:
                clock.advance(timeout)
                return super().select(0)
            if threading.active_count() > 1:
                return super().select(None)
            return on_deadlock()

    VirtualSelector.__name__ = "EpollSelector"  # what asyncio logs
    selectors.DefaultSelector = VirtualSelector
