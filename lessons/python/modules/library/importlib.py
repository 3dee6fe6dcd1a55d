# Imports that are decided while the program runs.

import sys as _sys

__all__ = ["import_module", "invalidate_caches", "reload"]


def import_module(name, package=None):
    if name.startswith("."):
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative import for %r" % name)
        level = len(name) - len(name.lstrip("."))
        parts = package.split(".")
        if level > len(parts):
            raise ImportError("attempted relative import beyond top-level package")
        name = ".".join(parts[: len(parts) - level + 1] + [name.lstrip(".")]).rstrip(".")
    __import__(name)
    return _sys.modules[name]


def invalidate_caches():
    pass


def reload(module):
    raise NotImplementedError("modules can't be loaded again here")
