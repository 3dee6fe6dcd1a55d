class Morsel(dict):
    """A cookie: name, value, attributes."""

    def __init__(self, key, value, attributes=()):
        super().__init__(attributes)
        self.key, self.value, self.coded_value = key, value, value

    def OutputString(self):
        rest = [name if value is True else f"{name}={value}" for name, value in self.items()]
        return "; ".join([f"{self.key}={self.value}", *rest])

    def __repr__(self):
        return f"<Morsel: {self.OutputString()}>"


def parse_cookie(text):
    first, *rest = [part.strip() for part in text.split(";")]
    name, equals, value = first.partition("=")
    attributes = {}
    for part in rest:
        key, has_value, content = part.partition("=")
        attributes[key.strip().lower()] = content.strip() if has_value else True
    return Morsel(name.strip(), value.strip(), attributes) if equals else None


class CookieJar:
    """The cookies of a session, by host."""

    def __init__(self, *, unsafe=False, quote_cookie=True, treat_as_secure_origin=None, loop=None):
        self._cookies = {}

    def update_cookies(self, cookies, response_url=None):
        host = (response_url.host or "") if response_url is not None else ""
        for name, value in cookies.items() if hasattr(cookies, "items") else cookies:
            morsel = value if isinstance(value, Morsel) else Morsel(name, str(value))
            if str(morsel.get("max-age")) == "0":
                self._cookies.pop((host, name), None)
            else:
                self._cookies[host, name] = morsel

    def filter_cookies(self, request_url):
        host = request_url.host or ""
        return {name: morsel for (its, name), morsel in self._cookies.items()
                if not its or host == its or host.endswith("." + str(morsel.get("domain", its)).lstrip("."))}

    def clear(self, predicate=None):
        self._cookies = {} if predicate is None else \
            {key: morsel for key, morsel in self._cookies.items() if not predicate(morsel)}

    def clear_domain(self, domain):
        self._cookies = {key: morsel for key, morsel in self._cookies.items()
                         if key[0] != domain and not key[0].endswith("." + domain)}

    def __iter__(self):
        return iter(list(self._cookies.values()))

    def __len__(self):
        return len(self._cookies)


class DummyCookieJar(CookieJar):
    def update_cookies(self, cookies, response_url=None):
        pass
