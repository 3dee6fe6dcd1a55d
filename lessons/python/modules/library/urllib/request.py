# Fetches pages of the simulated internet; the calling thread waits.

import base64 as _base64
import os as _os
from urllib.parse import quote as _quote
from urllib.parse import urljoin as _urljoin
from urllib.parse import urlsplit as _urlsplit

from http import client as _client
from urllib.error import ContentTooShortError, HTTPError, URLError

__all__ = ["Request", "urlopen", "urlretrieve", "build_opener", "install_opener", "OpenerDirector", "BaseHandler", "HTTPError", "URLError"]

_most_redirections = 10


class Request:
    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.full_url = url
        self.data = data
        self.headers = {}
        self.unredirected_hdrs = {}
        for name, value in headers.items():
            self.add_header(name, value)
        if method is not None:
            self.method = method
        parts = _urlsplit(url)
        if not parts.scheme:
            raise ValueError("unknown url type: %r" % url)
        self.type = parts.scheme
        self.host = parts.netloc
        self.selector = (parts.path or "/") + ("?" + parts.query if parts.query else "")
        self.fragment = parts.fragment or None

    def get_method(self):
        return getattr(self, "method", "GET" if self.data is None else "POST")

    def get_full_url(self):
        return self.full_url

    def add_header(self, key, val):
        self.headers[key.capitalize()] = val

    def add_unredirected_header(self, key, val):
        self.unredirected_hdrs[key.capitalize()] = val

    def has_header(self, header_name):
        return header_name in self.headers or header_name in self.unredirected_hdrs

    def get_header(self, header_name, default=None):
        return self.headers.get(header_name, self.unredirected_hdrs.get(header_name, default))

    def remove_header(self, header_name):
        self.headers.pop(header_name, None)
        self.unredirected_hdrs.pop(header_name, None)

    def header_items(self):
        return list({**self.unredirected_hdrs, **self.headers}.items())

    def has_proxy(self):
        return False


class BaseHandler:
    """What else an opener would be made of: there is only the one that fetches."""

    def __init__(self, *arguments, **more):
        raise NotImplementedError("openers have no handlers here")


class OpenerDirector:
    def __init__(self):
        self.addheaders = [("User-agent", "Python-urllib/3.11")]

    def open(self, fullurl, data=None, timeout=None):
        request = Request(fullurl, data) if isinstance(fullurl, str) else fullurl
        if data is not None:
            request.data = data
        for _ in range(_most_redirections + 1):
            answer = self._fetch(request, timeout)
            request = self._redirected(request, answer)
            if request is None:
                return answer
        raise HTTPError(answer.url, answer.status, "The HTTP server returned a redirect error that would lead to an infinite loop.\nThe last 30x error message was:\n" + answer.reason, answer.headers, answer)

    def _fetch(self, request, timeout):
        kinds = {"http": _client.HTTPConnection, "https": _client.HTTPSConnection}
        if request.type not in kinds:
            raise URLError("unknown url type: %s" % request.type)
        if not request.host:
            raise URLError("no host given")
        login, _, host = request.host.rpartition("@")
        headers = {name.title(): value for name, value in self.addheaders}
        headers.update((name.title(), value) for name, value in request.header_items())
        headers["Connection"] = "close"
        if login:
            headers["Authorization"] = "Basic " + _base64.b64encode(login.encode()).decode()
        body = request.data
        if body is not None:
            if isinstance(body, str):
                raise TypeError("POST data should be bytes, an iterable of bytes, or a file object. It cannot be of type str.")
            headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
        connection = kinds[request.type](host, timeout=timeout)
        try:
            connection.request(request.get_method(), _quote(request.selector, safe="/?=&%:,;+@!$'()*~#[]"), body, headers)
        except OSError as error:
            connection.close()
            raise URLError(error) from error
        try:
            answer = connection.getresponse()
        except BaseException:
            connection.close()
            raise
        answer.url = request.full_url
        answer.msg = answer.reason
        if not 200 <= answer.status < 300 and not 300 < answer.status < 309:
            raise HTTPError(request.full_url, answer.status, answer.reason, answer.headers, answer)
        return answer

    @staticmethod
    def _redirected(request, answer):
        if answer.status < 300:
            return None
        place = answer.headers.get("Location")
        method = request.get_method()
        kept = method in ("GET", "HEAD")
        if place is None or answer.status not in (301, 302, 303, 307, 308) or not kept and (method != "POST" or answer.status > 303):
            raise HTTPError(request.full_url, answer.status, answer.reason, answer.headers, answer)
        answer.read()
        headers = {name: value for name, value in request.headers.items() if name.lower() not in ("content-length", "content-type")}
        return Request(_urljoin(request.full_url, place), headers=headers, method="HEAD" if method == "HEAD" else "GET")


def build_opener(*handlers):
    if handlers:
        raise NotImplementedError("openers have no handlers here")
    return OpenerDirector()


_opener = OpenerDirector()


def install_opener(opener):
    global _opener
    _opener = opener


def urlopen(url, data=None, timeout=None, *, cafile=None, capath=None, cadefault=False, context=None):
    return _opener.open(url, data, timeout)


def urlretrieve(url, filename=None, reporthook=None, data=None):
    if filename is None:
        import tempfile

        filename = _os.path.join(tempfile.mkdtemp(), "page")
    with urlopen(url, data) as answer, open(filename, "wb") as file:
        size = int(answer.headers.get("Content-Length", -1))
        done = number = 0
        if reporthook:
            reporthook(0, 8192, size)
        while True:
            piece = answer.read(8192)
            if not piece:
                break
            done += len(piece)
            number += 1
            file.write(piece)
            if reporthook:
                reporthook(number, 8192, size)
    if 0 <= size > done:
        raise ContentTooShortError("retrieval incomplete: got only %i out of %i bytes" % (done, size), (filename, answer.headers))
    return filename, answer.headers


def urlcleanup():
    pass
