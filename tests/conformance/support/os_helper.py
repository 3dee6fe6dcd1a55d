"""What the tests take from test.support.os_helper."""

import os

TESTFN = f"/tmp/@test_{os.getpid()}_tmp"


def unlink(path):
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass


class FakePath:
    """A path that is no string."""

    def __init__(self, path):
        self.path = path

    def __repr__(self):
        return f"<FakePath {self.path!r}>"

    def __fspath__(self):
        if isinstance(self.path, BaseException) or (
            isinstance(self.path, type) and issubclass(self.path, BaseException)
        ):
            raise self.path
        return self.path
