# The machine that programs run on: always the same one.

import collections as _collections

uname_result = _collections.namedtuple("uname_result", "system node release version machine processor")


def uname():
    return uname_result("Linux", node(), release(), version(), machine(), "")


def system():
    return "Linux"


def node():
    return "loopscope"


def release():
    return "6.1.0"


def version():
    return "#1 SMP"


def machine():
    return "x86_64"


def processor():
    return ""


def architecture(executable="", bits="", linkage=""):
    return "64bit", "ELF"


def platform(aliased=False, terse=False):
    return "Linux-6.1.0" if terse else "Linux-6.1.0-x86_64-with-glibc2.36"


def python_version():
    import sys

    return "%d.%d.%d" % tuple(sys.version_info[:3])


def python_version_tuple():
    return tuple(python_version().split("."))


def python_implementation():
    return "CPython"


def python_compiler():
    return "GCC 12.2.0"


def python_branch():
    return ""


python_revision = python_branch


def python_build():
    return "main", "Jan  1 2024 00:00:00"
