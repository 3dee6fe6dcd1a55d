# The client of aiohttp, on the simulated internet.

from aiohttp import hdrs
from aiohttp.client import (
    ClientSession, ClientTimeout, request, DEFAULT_TIMEOUT,
)
from aiohttp.client_exceptions import (
    ClientConnectionError, ClientConnectionResetError, ClientConnectorDNSError, ClientConnectorError, ClientError,
    ClientHttpProxyError, ClientOSError, ClientPayloadError, ClientProxyConnectionError, ClientResponseError,
    ClientSSLError, ClientConnectorSSLError, ClientConnectorCertificateError, ConnectionTimeoutError,
    ContentTypeError, InvalidURL, InvalidUrlClientError, InvalidUrlRedirectClientError, NonHttpUrlClientError,
    RedirectClientError, ServerConnectionError, ServerDisconnectedError, ServerFingerprintMismatch,
    ServerTimeoutError, SocketTimeoutError, TooManyRedirects, WSServerHandshakeError,
)
from aiohttp.client_reqrep import ClientResponse, RequestInfo
from aiohttp.connector import BaseConnector, TCPConnector, UnixConnector
from aiohttp.cookiejar import CookieJar, DummyCookieJar
from aiohttp.formdata import FormData
from aiohttp.helpers import BasicAuth
from aiohttp.streams import EMPTY_PAYLOAD, StreamReader
from aiohttp.tracing import (
    TraceConfig, TraceConnectionCreateEndParams, TraceConnectionCreateStartParams, TraceConnectionQueuedEndParams,
    TraceConnectionQueuedStartParams, TraceConnectionReuseconnParams, TraceDnsCacheHitParams,
    TraceDnsCacheMissParams, TraceDnsResolveHostEndParams, TraceDnsResolveHostStartParams, TraceRequestEndParams,
    TraceRequestExceptionParams, TraceRequestRedirectParams, TraceRequestStartParams,
)

__version__ = "3.11.18"
