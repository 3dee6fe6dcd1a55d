import urllib.parse

from multidict import MultiDict


class FormData:
    """Fields for a request's body, urlencoded, or multipart if there are files among them."""

    def __init__(self, fields=(), quote_fields=True, charset=None):
        self._fields = []
        self._is_multipart = False
        self._charset = charset or "utf-8"
        if isinstance(fields, dict) or hasattr(fields, "items"):
            fields = list(fields.items())
        elif not isinstance(fields, (list, tuple)):
            fields = (fields,)
        self.add_fields(*fields)

    @property
    def is_multipart(self):
        return self._is_multipart

    def add_field(self, name, value, *, content_type=None, filename=None, content_transfer_encoding=None):
        if hasattr(value, "read"):
            filename = filename or str(getattr(value, "name", name)).rpartition("/")[2]
            value = value.read()
            self._is_multipart = True
        elif isinstance(value, (bytes, bytearray)):
            filename = filename or name
            self._is_multipart = True
        if filename is not None or content_type is not None:
            self._is_multipart = True
        self._fields.append((name, value, content_type, filename))

    def add_fields(self, *fields):
        for field in fields:
            if isinstance(field, MultiDict):
                self.add_fields(*field.items())
            elif isinstance(field, (list, tuple)) and len(field) == 2:
                self.add_field(*field)
            else:
                raise TypeError(
                    "Only io.IOBase, multidict and (name, file) pairs allowed, use .add_field() for passing "
                    f"more complex parameters, got {field!r}")

    def _encoded(self):
        """The body and its content type."""
        if not self._is_multipart:
            pairs = [(name, str(value)) for name, value, _, _ in self._fields]
            kind = "application/x-www-form-urlencoded"
            if self._charset != "utf-8":
                kind += f"; charset={self._charset}"
            return urllib.parse.urlencode(pairs).encode(self._charset), kind
        boundary = b"6f1b0c5a4d3e4f7b8a9c2d1e0f3a5b7c"
        lines = []
        for name, value, content_type, filename in self._fields:
            text = f'form-data; name="{name}"'
            if filename is not None:
                text += f'; filename="{filename}"'
            kind = content_type or ("application/octet-stream" if filename else "text/plain; charset=utf-8")
            if not isinstance(value, (bytes, bytearray)):
                value = str(value).encode(self._charset)
            lines += [b"--" + boundary, f"Content-Type: {kind}".encode(), f"Content-Disposition: {text}".encode(),
                      b"", bytes(value)]
        lines += [b"--" + boundary + b"--", b""]
        return b"\r\n".join(lines), f"multipart/form-data; boundary={boundary.decode()}"
