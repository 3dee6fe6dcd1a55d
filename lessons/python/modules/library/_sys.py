# The part of module sys that is written in Python: what the interpreter is like, and switches for what isn't here.
from types import SimpleNamespace as _Namespace


def _record(name, /, **fields):
    """A tuple with named fields, as the interpreter's own are."""

    def __repr__(self):
        return f"sys.{name}({', '.join(map('%s=%r'.__mod__, zip(fields, self)))})"

    members = {each: property(lambda self, at=at: self[at]) for at, each in enumerate(fields)}
    members |= {"__slots__": (), "__module__": "sys", "__repr__": __repr__, "n_fields": len(fields)}
    return type(name, (tuple,), members)(fields.values())


float_info = _record(
    "float_info", max=1.7976931348623157e308, max_exp=1024, max_10_exp=308, min=2.2250738585072014e-308, min_exp=-1021,
    min_10_exp=-307, dig=15, mant_dig=53, epsilon=2.220446049250313e-16, radix=2, rounds=1)
int_info = _record(
    "int_info", bits_per_digit=30, sizeof_digit=4, default_max_str_digits=4300, str_digits_check_threshold=640)
hash_info = _record(
    "hash_info", width=64, modulus=2**61 - 1, inf=314159, nan=0, imag=1000003, algorithm="siphash13", hash_bits=64,
    seed_bits=128, cutoff=0)
thread_info = _record("thread_info", name="pthread", lock="semaphore", version="NPTL 2.36")
flags = _record(
    "flags", debug=0, inspect=0, interactive=0, optimize=0, dont_write_bytecode=0, no_user_site=0, no_site=0,
    ignore_environment=0, verbose=0, bytes_warning=0, quiet=0, hash_randomization=1, isolated=0, dev_mode=False, utf8_mode=0,
    warn_default_encoding=0, safe_path=False, int_max_str_digits=4300)
implementation = _Namespace(name="cpython", cache_tag="cpython-311", version=__import__("sys").version_info, hexversion=0x030B07F0,
                            _multiarch="x86_64-linux-gnu")
api_version = 1013
float_repr_style = "short"
prefix = base_prefix = exec_prefix = base_exec_prefix = "/usr"
platlibdir = "lib"
orig_argv = ["python3", *__import__("sys").argv]
copyright = "Copyright (c) 2001-2023 Python Software Foundation.\nAll Rights Reserved."
dont_write_bytecode = False
pycache_prefix = None
warnoptions, meta_path, path_hooks, path_importer_cache = [], [], [], {}
abiflags = ""
_switch_interval = 0.005


def getswitchinterval():
    return _switch_interval


def setswitchinterval(interval, /):
    global _switch_interval
    if interval <= 0:
        raise ValueError("switch interval must be strictly positive")
    _switch_interval = float(interval)


def get_int_max_str_digits():
    return int_info.default_max_str_digits


def getfilesystemencodeerrors():
    return "surrogateescape"


def gettrace():
    return None


def getprofile():
    return None


def is_finalizing():
    return False


def displayhook(value, /):
    if value is not None:
        __import__("builtins")._ = value
        print(repr(value))
