__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    pass


error = Error

_atoms = frozenset(
    [type(None), int, float, bool, complex, str, bytes, type, range, type(Ellipsis), type(NotImplemented),
     property, type(lambda: 0), type(len), type([].append), slice]
)


def _instance_state(x):
    state = getattr(x, "__getstate__", None)
    if state is not None:
        return state()
    own = getattr(x, "__dict__", None)
    slots = {}
    for kind in type(x).__mro__:
        names = kind.__dict__.get("__slots__", ())
        for name in (names,) if isinstance(names, str) else names:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                name = "_%s%s" % (kind.__name__.lstrip("_"), name)
            try:
                slots[name] = getattr(x, name)
            except AttributeError:
                pass
    if slots:
        return (own or None, slots)
    return own or None


def _set_state(made, state):
    if state is None:
        return
    setter = getattr(made, "__setstate__", None)
    if setter is not None:
        setter(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state:
        made.__dict__.update(state)
    for name, value in (slots or {}).items():
        setattr(made, name, value)


_reduced_builtins = (list, dict, set, frozenset, tuple, bytearray, str, int, float, bytes)


def _parts(x):
    """How to make another x: (function, arguments, state, items, pairs)."""
    kind = type(x)
    for name, arguments in (("__reduce_ex__", (4,)), ("__reduce__", ())):
        method = getattr(kind, name, None)
        if method is not None and method is not getattr(object, name, None):
            parts = method(x, *arguments)
            if isinstance(parts, str):
                return None
            return tuple(parts) + (None,) * (5 - len(parts))
    new_arguments = getattr(x, "__getnewargs__", None)
    keywords = {}
    if hasattr(x, "__getnewargs_ex__"):
        arguments, keywords = x.__getnewargs_ex__()
    elif new_arguments is not None:
        arguments = new_arguments()
    elif isinstance(x, BaseException):
        return (kind, x.args, getattr(x, "__dict__", None) or None, None, None)
    else:
        arguments = ()
        for base in _reduced_builtins:
            if isinstance(x, base) and base not in (list, dict):
                arguments = (base(x),)
                break
    if isinstance(x, (set, bytearray)):
        return (kind, arguments, _instance_state(x), None, None)
    items = iter(x) if isinstance(x, list) else None
    pairs = iter(x.items()) if isinstance(x, dict) else None
    return (lambda kind, *rest: kind.__new__(kind, *rest, **keywords), (kind,) + arguments,
            _instance_state(x), items, pairs)


_uncopied = ("generator", "coroutine", "async_generator", "module", "frame", "traceback", "cell")


def _refuse(kind):
    if kind.__name__ in _uncopied and kind.__module__ == "builtins":
        raise TypeError("cannot pickle '%s' object" % kind.__name__)


def copy(x):
    """A copy of x whose parts are the same objects."""
    kind = type(x)
    if kind in _atoms:
        return x
    if kind in (list, dict, set, bytearray):
        return x.copy()
    if kind in (tuple, frozenset):
        return x
    if issubclass(kind, type):
        return x
    method = getattr(kind, "__copy__", None)
    if method is not None:
        return method(x)
    _refuse(kind)
    parts = _parts(x)
    if parts is None:
        return x
    function, arguments, state, items, pairs = parts[:5]
    made = function(*arguments)
    _set_state(made, state)
    for item in items or ():
        made.append(item)
    for key, value in pairs or ():
        made[key] = value
    return made


def deepcopy(x, memo=None, _nil=[]):
    """A copy of x and of all its parts."""
    if memo is None:
        memo = {}
    there = memo.get(id(x), _nil)
    if there is not _nil:
        return there
    kind = type(x)
    if kind in _atoms:
        return x
    if kind is list:
        made = []
        memo[id(x)] = made
        for item in x:
            made.append(deepcopy(item, memo))
    elif kind is tuple:
        made = [deepcopy(item, memo) for item in x]
        if id(x) in memo:
            return memo[id(x)]
        if all(new is old for new, old in zip(made, x)):
            made = x
        else:
            made = tuple(made)
    elif kind is dict:
        made = {}
        memo[id(x)] = made
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
    elif kind in (set, frozenset):
        made = kind([deepcopy(item, memo) for item in x])
    elif kind is bytearray:
        made = x.copy()
    elif issubclass(kind, type):
        return x
    elif getattr(kind, "__deepcopy__", None) is not None:
        made = x.__deepcopy__(memo)
    elif hasattr(x, "__func__") and hasattr(x, "__self__"):
        made = kind(x.__func__, deepcopy(x.__self__, memo))
    else:
        _refuse(kind)
        parts = _parts(x)
        if parts is None:
            return x
        function, arguments, state, items, pairs = parts[:5]
        made = function(*deepcopy(tuple(arguments), memo))
        memo[id(x)] = made
        _set_state(made, deepcopy(state, memo))
        for item in items or ():
            made.append(deepcopy(item, memo))
        for key, value in pairs or ():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
    if made is not x:
        memo[id(x)] = made
        memo.setdefault(id(memo), []).append(x)
    return made
