import collections
import types

_events = {
    "request_start": "method url headers",
    "request_end": "method url headers response",
    "request_exception": "method url headers exception",
    "request_redirect": "method url headers response",
    "connection_queued_start": "",
    "connection_queued_end": "",
    "connection_create_start": "",
    "connection_create_end": "",
    "connection_reuseconn": "",
    "dns_resolvehost_start": "host",
    "dns_resolvehost_end": "host",
    "dns_cache_hit": "host",
    "dns_cache_miss": "host",
}


def _params_name(event):
    words = event.replace("resolvehost", "resolve_host").split("_")
    return "Trace" + "".join(word.capitalize() for word in words) + "Params"


_params = {event: collections.namedtuple(_params_name(event), fields) for event, fields in _events.items()}
globals().update({params.__name__: params for params in _params.values()})


class Signal(list):
    """Coroutine functions that are called one after the other."""

    def __init__(self, owner):
        super().__init__()
        self._owner = owner
        self._frozen = False

    def freeze(self):
        self._frozen = True

    @property
    def frozen(self):
        return self._frozen

    def append(self, receiver):
        if self._frozen:
            raise RuntimeError("Cannot modify frozen list.")
        super().append(receiver)

    async def send(self, *args, **kwargs):
        if not self._frozen:
            raise RuntimeError("Cannot send non-frozen signal.")
        for receiver in self:
            await receiver(*args, **kwargs)


class TraceConfig:
    def __init__(self, trace_config_ctx_factory=types.SimpleNamespace):
        self._trace_config_ctx_factory = trace_config_ctx_factory
        for event in _events:
            setattr(self, "_on_" + event, Signal(self))

    def trace_config_ctx(self, trace_request_ctx=None):
        return self._trace_config_ctx_factory(trace_request_ctx=trace_request_ctx)

    def freeze(self):
        for event in _events:
            getattr(self, "_on_" + event).freeze()


for _event in _events:
    setattr(TraceConfig, "on_" + _event, property(lambda self, name="_on_" + _event: getattr(self, name)))


class Traces:
    """Those who want to hear of one request."""

    def __init__(self, session, configs, context):
        self._session = session
        self._listeners = [(config, config.trace_config_ctx(trace_request_ctx=context)) for config in configs]

    async def tell(self, event, *values):
        for config, context in self._listeners:
            await getattr(config, "_on_" + event).send(self._session, context, _params[event](*values))
