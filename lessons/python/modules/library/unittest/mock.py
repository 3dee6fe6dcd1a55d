import asyncio
import contextlib
import functools
import inspect
import sys

__all__ = (
    "Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call", "create_autospec", "AsyncMock",
    "FILTER_DIR", "NonCallableMock", "NonCallableMagicMock", "mock_open", "PropertyMock", "seal",
)

FILTER_DIR = True


class InvalidSpecError(Exception):
    pass


class _SentinelObject:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "sentinel.%s" % self.name

    def __reduce__(self):
        return "sentinel.%s" % self.name


class _Sentinel:
    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == "__bases__":
            raise AttributeError
        return self._sentinels.setdefault(name, _SentinelObject(name))


sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING
_deleted = sentinel.DELETED


class _ANY:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"

    __hash__ = object.__hash__


ANY = _ANY()


def _shown_call(name, args, kwargs):
    parts = [repr(each) for each in args] + ["%s=%r" % pair for pair in kwargs.items()]
    return "%s(%s)" % (name, ", ".join(parts))


class _Call(tuple):
    """One call: (name, args, kwargs), equal to what is written as call.name(args)."""

    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        args, kwargs = (), {}
        if len(value) == 3:
            name, args, kwargs = value
        elif len(value) == 2:
            first, second = value
            if isinstance(first, str):
                name = first
                if isinstance(second, tuple):
                    args = second
                else:
                    kwargs = second
            else:
                args, kwargs = first, second
        elif len(value) == 1:
            (only,) = value
            if isinstance(only, str):
                name = only
            elif isinstance(only, tuple):
                args = only
            else:
                kwargs = only
        return tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name, self._mock_parent, self._mock_from_kall = name, parent, from_kall

    def __eq__(self, other):
        try:
            size = len(other)
        except TypeError:
            return NotImplemented
        name, args, kwargs = self if len(self) == 3 else ("",) + tuple(self)
        if getattr(self, "_mock_parent", None) and getattr(other, "_mock_parent", None) \
                and self._mock_parent != other._mock_parent:
            return False
        other_name, other_args, other_kwargs = "", (), {}
        if size == 3:
            other_name, other_args, other_kwargs = other
        elif size == 2:
            first, second = other
            if isinstance(first, str):
                other_name = first
                if isinstance(second, tuple):
                    other_args = second
                else:
                    other_kwargs = second
            else:
                other_args, other_kwargs = first, second
        elif size == 1:
            (only,) = other
            if isinstance(only, tuple):
                other_args = only
            elif isinstance(only, str):
                other_name = only
            else:
                other_kwargs = only
        elif size != 0:
            return False
        if name and other_name != name:
            return False
        return (other_args, other_kwargs) == (args, kwargs)

    __ne__ = object.__ne__
    __hash__ = None

    def __call__(self, /, *args, **kwargs):
        if self._mock_name is None:
            return _Call(("", args, kwargs), name="()")
        return _Call((self._mock_name, args, kwargs), name=self._mock_name + "()", parent=self)

    def __getattr__(self, attr):
        if self._mock_name is None:
            return _Call(name=attr, from_kall=False)
        return _Call(name="%s.%s" % (self._mock_name, attr), parent=self, from_kall=False)

    def __getattribute__(self, attr):
        if attr in ("count", "index"):
            raise AttributeError(attr)
        return tuple.__getattribute__(self, attr)

    @property
    def args(self):
        return self[0] if len(self) == 2 else self[1]

    @property
    def kwargs(self):
        return self[1] if len(self) == 2 else self[2]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or "call"
            return "call" + name if name.startswith("()") else name
        name, args, kwargs = self if len(self) == 3 else ("call",) + tuple(self)
        if not name:
            name = "call"
        elif name.startswith("()"):
            name = "call" + name
        elif len(self) == 3:
            name = "call.%s" % name
        return _shown_call(name, args, kwargs)

    def call_list(self):
        calls = []
        at = self
        while at is not None:
            if at._mock_from_kall:
                calls.append(at)
            at = at._mock_parent
        return _CallList(reversed(calls))


call = _Call(from_kall=False)


class _CallList(list):
    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        size = len(value)
        return any(self[i : i + size] == value for i in range(0, len(self) - size + 1))

    def __repr__(self):
        import pprint

        return pprint.pformat(list(self))


# Which special methods a MagicMock has, and what they give.

_numbers = "add sub mul matmul truediv floordiv mod lshift rshift and xor or pow".split()
_magics = set(
    "__%s__" % name for name in (
        "lt gt le ge eq ne len contains iter getitem setitem delitem enter exit call hash str sizeof "
        "bool next reversed missing int float complex index round trunc floor ceil divmod rdivmod neg pos "
        "abs invert fspath aenter aexit aiter anext format dir subclasses getformat repr "
        "get set delete reduce reduce_ex getinitargs getnewargs getstate setstate "
    ).split() + _numbers + ["i" + name for name in _numbers] + ["r" + name for name in _numbers]
)
_async_magics = {"__aenter__", "__aexit__", "__anext__"}
_async_and_iter = _async_magics | {"__aiter__"}
_not_by_default = {
    "__get__", "__set__", "__delete__", "__reversed__", "__missing__", "__reduce__", "__reduce_ex__",
    "__getinitargs__", "__getnewargs__", "__getstate__", "__setstate__", "__getformat__", "__repr__",
    "__dir__", "__subclasses__", "__format__", "__call__", "__next__",
}
_by_default = _magics - _not_by_default
_fixed = {
    "__lt__": NotImplemented, "__gt__": NotImplemented, "__le__": NotImplemented, "__ge__": NotImplemented,
    "__int__": 1, "__contains__": False, "__len__": 0, "__exit__": False, "__complex__": 1j,
    "__float__": 1.0, "__bool__": True, "__index__": 1, "__aexit__": False,
}
_computed = {
    "__hash__": lambda self: object.__hash__(self),
    "__str__": lambda self: object.__str__(self),
    "__sizeof__": lambda self: object.__sizeof__(self),
    "__fspath__": lambda self: "%s/%s/%d" % (type(self).__name__, self._extract_mock_name(), id(self)),
}


def _special_equal(self):
    def __eq__(other):
        given = self.__eq__._mock_return_value
        if given is not DEFAULT:
            return given
        return True if self is other else NotImplemented

    return __eq__


def _special_not_equal(self):
    def __ne__(other):
        if self.__ne__._mock_return_value is not DEFAULT:
            return DEFAULT
        return False if self is other else NotImplemented

    return __ne__


def _special_iter(self):
    def __iter__():
        given = self.__iter__._mock_return_value
        return iter([]) if given is DEFAULT else iter(given)

    return __iter__


class _AsyncIterator:
    def __init__(self, iterator):
        self.iterator = iterator

    def __aiter__(self):
        return self

    async def __anext__(self):
        try:
            return next(self.iterator)
        except StopIteration:
            raise StopAsyncIteration from None


def _special_aiter(self):
    def __aiter__():
        given = self.__aiter__._mock_return_value
        return _AsyncIterator(iter([]) if given is DEFAULT else iter(given))

    return __aiter__


_effects = {
    "__eq__": _special_equal, "__ne__": _special_not_equal, "__iter__": _special_iter,
    "__aiter__": _special_aiter,
}


class _MagicDescriptor:
    """Makes the mock of a special method when it is first asked for."""

    def __init__(self, name, parent):
        self.name, self.parent = name, parent

    def create_mock(self):
        parent = self.parent
        made = parent._get_child_mock(name=self.name, _new_name=self.name, _new_parent=parent)
        setattr(parent, self.name, made)
        _give_default(parent, made, self.name)
        return made

    def __get__(self, instance, owner=None):
        return self.create_mock()


def _give_default(parent, made, name):
    fixed = _fixed.get(name, DEFAULT)
    if fixed is not DEFAULT:
        made.return_value = fixed
        return
    if name in _computed:
        made.return_value = _computed[name](parent)
        return
    if name in _effects:
        made.side_effect = _effects[name](parent)


def _forwarding(name, function):
    def method(self, /, *args, **kwargs):
        return function(self, *args, **kwargs)

    method.__name__ = name
    return method


_own_attributes = {"return_value", "_mock_return_value", "side_effect", "_mock_side_effect", "_mock_parent",
                   "_mock_new_parent", "_mock_name", "_mock_new_name"}


def _is_async(thing):
    if hasattr(thing, "__func__"):
        thing = thing.__func__
    return inspect.iscoroutinefunction(thing)


def _is_exception(thing):
    return isinstance(thing, BaseException) or isinstance(thing, type) and issubclass(thing, BaseException)


def _delegating(name):
    private = "_mock_" + name

    def get(self):
        return self.__dict__.get(private)

    def set(self, value):
        self.__dict__[private] = value

    return property(get, set)


class Base:
    _mock_return_value = DEFAULT
    _mock_side_effect = None

    def __init__(self, /, *args, **kwargs):
        pass

    def _mock_set_magics(self):
        pass


class NonCallableMock(Base):
    _mock_is_async = False

    def __new__(cls, /, *args, **kwargs):
        bases = (cls,)
        spec = kwargs.get("spec_set") or kwargs.get("spec") or (args[0] if args else None)
        if not issubclass(cls, AsyncMockMixin) and spec is not None and _is_async(spec):
            bases = (AsyncMockMixin, cls)
        # A class of its own, so that it can have special methods of its own.
        made = type(cls.__name__, bases, {"__doc__": cls.__doc__})
        return object.__new__(made)

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None,
                 _new_name="", _new_parent=None, _spec_as_instance=False, _eat_self=None, unsafe=False,
                 **kwargs):
        own = self.__dict__
        own["_mock_parent"] = parent
        own["_mock_name"] = name
        own["_mock_new_name"] = _new_name
        own["_mock_new_parent"] = parent if _new_parent is None else _new_parent
        own["_mock_sealed"] = False
        if spec_set is not None:
            spec = spec_set
            spec_set = True
        if _eat_self is None:
            _eat_self = parent is not None
        self._mock_add_spec(spec, spec_set, _spec_as_instance, _eat_self)
        own["_mock_children"] = {}
        own["_mock_wraps"] = wraps
        own["_mock_delegate"] = None
        own["_mock_called"] = False
        own["_mock_call_args"] = None
        own["_mock_call_count"] = 0
        own["_mock_call_args_list"] = _CallList()
        own["_mock_mock_calls"] = _CallList()
        own["method_calls"] = _CallList()
        own["_mock_unsafe"] = unsafe
        if kwargs:
            self._mock_set_magics()  # they can be given by their names
            self.configure_mock(**kwargs)

    called = _delegating("called")
    call_count = _delegating("call_count")
    call_args = _delegating("call_args")
    call_args_list = _delegating("call_args_list")
    mock_calls = _delegating("mock_calls")

    def attach_mock(self, mock, attribute):
        inner = mock
        inner._mock_parent = None
        inner._mock_new_parent = None
        inner._mock_name = ""
        inner._mock_new_name = None
        setattr(self, attribute, mock)

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)

    def _mock_add_spec(self, spec, spec_set, _spec_as_instance=False, _eat_self=False):
        kind = None
        signature = None
        asynchronous = []
        names = None
        if spec is not None:
            if isinstance(spec, (list, tuple)):
                names = list(spec)
            else:
                kind = spec if isinstance(spec, type) else type(spec)
                names = dir(spec)
                for attribute in names:
                    if attribute.startswith("__") and attribute.endswith("__"):
                        continue
                    try:
                        value = inspect.getattr_static(spec, attribute)
                    except AttributeError:
                        continue
                    if _is_async(value) or isinstance(value, staticmethod) and _is_async(value.__func__):
                        asynchronous.append(attribute)
                signature = _call_signature(spec, _spec_as_instance, _eat_self)
        own = self.__dict__
        own["_spec_class"] = kind
        own["_spec_set"] = spec_set
        own["_spec_signature"] = signature
        own["_mock_methods"] = names
        own["_spec_asyncs"] = asynchronous

    @property
    def return_value(self):
        given = self._mock_return_value
        if given is DEFAULT and self.__dict__.get("_mock_wraps") is None:
            given = self._get_child_mock(_new_parent=self, _new_name="()")
            self.return_value = given
        return given

    @return_value.setter
    def return_value(self, value):
        self.__dict__["_mock_return_value"] = value
        _adopt(self, value, None, "()")

    @property
    def __class__(self):
        kind = self.__dict__.get("_spec_class")
        return type(self) if kind is None else kind

    @property
    def side_effect(self):
        return self.__dict__.get("_mock_side_effect")

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not callable(value) and not _is_exception(value):
            try:
                value = iter(value)
            except TypeError:
                pass
        self.__dict__["_mock_side_effect"] = value

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        self.called = False
        self.call_args = None
        self.call_count = 0
        self.mock_calls = _CallList()
        self.call_args_list = _CallList()
        self.method_calls = _CallList()
        if return_value:
            self.__dict__["_mock_return_value"] = DEFAULT
        if side_effect:
            self.__dict__["_mock_side_effect"] = None
        for child in list(self._mock_children.values()):
            if child is not _deleted and isinstance(child, NonCallableMock):
                child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        result = self._mock_return_value
        if isinstance(result, NonCallableMock) and result is not self:
            result.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        for path, value in sorted(kwargs.items(), key=lambda item: item[0].count(".")):
            *parts, last = path.split(".")
            thing = self
            for part in parts:
                thing = getattr(thing, part)
            setattr(thing, last, value)

    def __getattr__(self, name):
        own = self.__dict__
        if name in ("_mock_methods", "_mock_unsafe", "_mock_children"):
            raise AttributeError(name)
        names = own["_mock_methods"]
        if names is not None:
            if name not in names or name in _magics:
                raise AttributeError("Mock object has no attribute %r" % name)
        elif _is_magic(name):
            raise AttributeError(name)
        if not own["_mock_unsafe"] and (names is None or name not in names):
            if name.startswith(("assert", "assret", "asert", "aseert", "assrt")) or name in _misspelt:
                raise AttributeError(
                    "%r is not a valid assertion. Use a spec for the mock if %r is meant to be an attribute."
                    % (name, name))
        result = own["_mock_children"].get(name)
        if result is _deleted:
            raise AttributeError(name)
        if result is None:
            wraps = None
            if own["_mock_wraps"] is not None:
                wraps = getattr(own["_mock_wraps"], name)
            result = self._get_child_mock(parent=self, name=name, wraps=wraps, _new_name=name, _new_parent=self)
            own["_mock_children"][name] = result
        elif isinstance(result, _SpecState):
            result = create_autospec(result.spec, result.spec_set, result.instance, result.parent, result.name)
            own["_mock_children"][name] = result
        return result

    def _extract_mock_name(self):
        parts = []
        at = self
        seen = set()
        while at is not None and id(at) not in seen:
            seen.add(id(at))
            root = at
            parts.append(at._mock_new_name or "")
            at = at._mock_new_parent
        text = root._mock_name or "mock"
        for part in reversed(parts[:-1]):
            text += part if part == "()" else "." + part
        return text

    def __repr__(self):
        name = self._extract_mock_name()
        shown = "" if name == "mock" else " name=%r" % name
        spec = ""
        if self._spec_class is not None:
            spec = " spec%s=%r" % ("_set" if self._spec_set else "", self._spec_class.__name__)
        return "<%s%s%s id='%s'>" % (type(self).__name__, shown, spec, id(self))

    def __dir__(self):
        given = self._mock_methods or []
        names = list(dir(type(self))) if not given else []
        names = [each for each in names if not each.startswith("_")]
        own = [each for each in self.__dict__ if not each.startswith("_mock") and not each.startswith("_spec")]
        children = [name for name, child in self._mock_children.items() if child is not _deleted]
        return sorted(set(names + list(given) + own + children))

    def __setattr__(self, name, value):
        own = self.__dict__
        if name in _own_attributes:
            return object.__setattr__(self, name, value)
        if own.get("_spec_set") and own["_mock_methods"] is not None and name not in own["_mock_methods"] \
                and name not in own:
            raise AttributeError("Mock object has no attribute '%s'" % name)
        if name in _magics:
            if own.get("_mock_methods") is not None and name not in own["_mock_methods"]:
                raise AttributeError("Mock object has no attribute '%s'" % name)
            if not isinstance(value, NonCallableMock):
                setattr(type(self), name, _forwarding(name, value))
            else:
                _adopt(self, value, None, name)
                setattr(type(self), name, value)
                own["_mock_children"][name] = value
            return None
        if name == "__class__":
            own["_spec_class"] = value
            return None
        if own.get("_mock_sealed") and name not in own and name not in own["_mock_children"] \
                and not hasattr(type(self), name):
            raise AttributeError("Cannot set %s.%s" % (self._extract_mock_name(), name))
        if "_mock_children" in own and not hasattr(type(self), name) and _adopt(self, value, name, name):
            own["_mock_children"][name] = value
        if isinstance(value, PropertyMock):
            setattr(type(self), name, value)
            return None
        return object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name in _magics and name in type(self).__dict__:
            delattr(type(self), name)
            if name not in self.__dict__:
                return
        child = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif child is _deleted:
            raise AttributeError(name)
        if child is not _missing:
            del self._mock_children[name]
        self._mock_children[name] = _deleted

    def _get_child_mock(self, /, **kw):
        new_name = kw.get("_new_name")
        if self._mock_sealed:
            attribute = "." + kw["name"] if kw.get("name") else "()"
            raise AttributeError(self._extract_mock_name() + attribute)
        if new_name in self.__dict__["_spec_asyncs"]:
            return AsyncMock(**kw)
        kind = type(self).__mro__[1]
        if issubclass(kind, AsyncMockMixin) or kind is AsyncMockMixin:
            if new_name in _async_and_iter or new_name == "()" and not issubclass(type(self), AsyncMagicMixin):
                kind = MagicMock
            elif self._mock_methods and new_name in self._mock_methods:
                kind = MagicMock  # a method of the specification that isn't a coroutine function
            elif new_name in _magics and new_name not in _async_magics:
                kind = MagicMock
            else:
                kind = AsyncMock
        elif issubclass(kind, MagicMixin) and new_name in _async_magics:
            kind = AsyncMock
        elif not issubclass(kind, CallableMixin):
            kind = MagicMock if issubclass(kind, NonCallableMagicMock) else Mock
        return kind(**kw)

    def _format_mock_call_signature(self, args, kwargs):
        return _shown_call(self._mock_name or "mock", args, kwargs)

    def _format_mock_failure_message(self, args, kwargs, action="call"):
        expected = self._format_mock_call_signature(args, kwargs)
        last = self._format_mock_call_signature(*self.call_args)
        return "expected %s not found.\nExpected: %s\n  Actual: %s" % (action, expected, last)

    def _call_matcher(self, one):
        signature = self._spec_signature
        if signature is None or len(one) not in (2, 3):
            return one
        args, kwargs = (one[0], one[1]) if len(one) == 2 else (one[1], one[2])
        if len(one) == 3 and one[0]:
            return one
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError as error:
            return error.with_traceback(None)
        return call(*bound.args, **bound.kwargs)

    def _matching(self, args, kwargs):
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        return expected

    def assert_not_called(self):
        if self.call_count != 0:
            raise AssertionError("Expected '%s' to not have been called. Called %s times.%s" % (
                self._mock_name or "mock", self.call_count, self._calls_repr()))

    def assert_called(self):
        if self.call_count == 0:
            raise AssertionError("Expected '%s' to have been called." % (self._mock_name or "mock"))

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError("Expected '%s' to have been called once. Called %s times.%s" % (
                self._mock_name or "mock", self.call_count, self._calls_repr()))

    def assert_called_with(self, /, *args, **kwargs):
        if self.call_args is None:
            raise AssertionError("expected call not found.\nExpected: %s\n  Actual: not called." % (
                self._format_mock_call_signature(args, kwargs)))
        expected = self._matching(args, kwargs)
        actual = self._call_matcher(self.call_args)
        if actual != expected:
            cause = expected if isinstance(expected, Exception) else None
            raise AssertionError(self._format_mock_failure_message(args, kwargs)) from cause

    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError("Expected '%s' to be called once. Called %s times.%s" % (
                self._mock_name or "mock", self.call_count, self._calls_repr()))
        return self.assert_called_with(*args, **kwargs)

    def assert_has_calls(self, calls, any_order=False):
        expected = [self._call_matcher(each) for each in calls]
        cause = next((each for each in expected if isinstance(each, Exception)), None)
        actual = _CallList(self._call_matcher(each) for each in self.mock_calls)
        if not any_order:
            if expected not in actual:
                if cause is None:
                    problem = "Calls not found."
                else:
                    problem = "Error processing expected calls.\nErrors: %s" % (
                        [each if isinstance(each, Exception) else None for each in expected],)
                raise AssertionError("%s\nExpected: %s%s" % (
                    problem, _CallList(calls), self._calls_repr(prefix="  Actual").rstrip("."))) from cause
            return
        rest = list(actual)
        missing = []
        for each in expected:
            try:
                rest.remove(each)
            except ValueError:
                missing.append(each)
        if missing:
            raise AssertionError("%r does not contain all of %r in its call list, found %r instead" % (
                self._mock_name or "mock", tuple(missing), rest)) from cause

    def assert_any_call(self, /, *args, **kwargs):
        expected = self._matching(args, kwargs)
        actual = [self._call_matcher(each) for each in self.call_args_list]
        cause = expected if isinstance(expected, Exception) else None
        if cause or expected not in _CallList(actual):
            raise AssertionError("%s call not found" % self._format_mock_call_signature(args, kwargs)) from cause

    def _calls_repr(self, prefix="Calls"):
        if not self.mock_calls:
            return ""
        return "\n%s: %s." % (prefix, self.mock_calls)


_misspelt = ("called_once", "called_with", "called_once_with", "has_calls", "not_called", "any_call")


def _is_magic(name):
    return len(name) > 4 and "__%s__" % name[2:-2] == name


def _adopt(parent, value, name, new_name):
    """Makes a mock that is set on another one its child. False: it has a name or parent already."""
    if not isinstance(value, NonCallableMock):
        return False
    if value._mock_name or value._mock_new_name or value._mock_parent is not None \
            or value._mock_new_parent is not None:
        return False
    at = parent
    while at is not None:
        if at is value:
            return False
        at = at._mock_new_parent
    if new_name:
        value._mock_new_parent = parent
        value._mock_new_name = new_name
    if name:
        value._mock_parent = parent
        value._mock_name = name
    return True


def _call_signature(spec, as_instance=False, eat_self=False):
    try:
        if isinstance(spec, type):
            if as_instance:
                return inspect.signature(spec.__call__) if "__call__" in dir(spec) else None
            return inspect.signature(spec)
        if not callable(spec):
            return None
        return inspect.signature(spec)
    except (TypeError, ValueError):
        return None


class CallableMixin(Base):
    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None,
                 spec_set=None, parent=None, _spec_state=None, _new_name="", _new_parent=None, **kwargs):
        self.__dict__["_mock_return_value"] = return_value
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent, **kwargs)
        self.side_effect = side_effect

    def _mock_check_sig(self, /, *args, **kwargs):
        signature = self._spec_signature
        if signature is not None and self.__dict__.get("_mock_checks_signature"):
            signature.bind(*args, **kwargs)

    def __call__(self, /, *args, **kwargs):
        self._mock_check_sig(*args, **kwargs)
        self._increment_mock_call(*args, **kwargs)
        return self._mock_call(*args, **kwargs)

    def _mock_call(self, /, *args, **kwargs):
        return self._execute_mock_call(*args, **kwargs)

    def _increment_mock_call(self, /, *args, **kwargs):
        self.called = True
        self.call_count += 1
        made = _Call((args, kwargs), two=True)
        self.call_args = made
        self.call_args_list.append(made)
        do_methods = self._mock_parent is not None
        method_name = self._mock_name
        name = self._mock_new_name
        is_call = name == "()"
        self.mock_calls.append(_Call(("", args, kwargs)))
        at = self._mock_new_parent
        while at is not None:
            if do_methods:
                at.method_calls.append(_Call((method_name, args, kwargs)))
                do_methods = at._mock_parent is not None
                if do_methods:
                    method_name = at._mock_name + "." + method_name
            at.mock_calls.append(_Call((name, args, kwargs)))
            if at._mock_new_name:
                dot = "" if is_call else "."
                is_call = at._mock_new_name == "()"
                name = at._mock_new_name + dot + name
            at = at._mock_new_parent

    def _execute_mock_call(self, /, *args, **kwargs):
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not callable(effect):
                result = next(effect)
                if _is_exception(result):
                    raise result
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        if self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


class Mock(CallableMixin, NonCallableMock):
    """Takes every call and attribute, and remembers them."""


class MagicMixin(Base):
    def __init__(self, /, *args, **kw):
        super().__init__(*args, **kw)
        self._mock_set_magics()

    def _mock_set_magics(self):
        wanted = _by_default
        names = self.__dict__.get("_mock_methods")
        if names is not None:
            wanted = wanted.intersection(names)
        kind = type(self)
        for name in wanted:
            if name not in kind.__dict__:
                setattr(kind, name, _MagicDescriptor(name, self))

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    """A MagicMock that can't be called."""


class MagicMock(MagicMixin, Mock):
    """A Mock with special methods."""

    def reset_mock(self, /, *args, return_value=False, **kwargs):
        super().reset_mock(*args, return_value=return_value, **kwargs)


class AsyncMockMixin(Base):
    await_count = _delegating("await_count")
    await_args = _delegating("await_args")
    await_args_list = _delegating("await_args_list")
    _mock_is_async = True

    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = self.__dict__
        own["_is_coroutine"] = asyncio.coroutines._is_coroutine
        own["_mock_await_count"] = 0
        own["_mock_await_args"] = None
        own["_mock_await_args_list"] = _CallList()

    async def _execute_mock_call(self, /, *args, **kwargs):
        made = _Call((args, kwargs), two=True)
        self.await_count += 1
        self.await_args = made
        self.await_args_list.append(made)
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not callable(effect):
                try:
                    result = next(effect)
                except StopIteration:
                    raise StopAsyncIteration from None
                if _is_exception(result):
                    raise result
            elif _is_async(effect) or isinstance(effect, AsyncMockMixin):
                result = await effect(*args, **kwargs)
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        if self._mock_wraps is not None:
            if _is_async(self._mock_wraps):
                return await self._mock_wraps(*args, **kwargs)
            return self._mock_wraps(*args, **kwargs)
        return self.return_value

    def assert_awaited(self):
        if self.await_count == 0:
            raise AssertionError("Expected %s to have been awaited." % (self._mock_name or "mock"))

    def assert_awaited_once(self):
        if self.await_count != 1:
            raise AssertionError("Expected %s to have been awaited once. Awaited %s times." % (
                self._mock_name or "mock", self.await_count))

    def assert_awaited_with(self, /, *args, **kwargs):
        if self.await_args is None:
            raise AssertionError("Expected await: %s\nNot awaited" % self._format_mock_call_signature(args, kwargs))
        expected = self._matching(args, kwargs)
        if self._call_matcher(self.await_args) != expected:
            wanted = self._format_mock_call_signature(args, kwargs)
            last = self._format_mock_call_signature(*self.await_args)
            raise AssertionError("expected await not found.\nExpected: %s\nActual: %s" % (wanted, last))

    def assert_awaited_once_with(self, /, *args, **kwargs):
        if self.await_count != 1:
            raise AssertionError("Expected %s to have been awaited once. Awaited %s times." % (
                self._mock_name or "mock", self.await_count))
        return self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        expected = self._matching(args, kwargs)
        if expected not in [self._call_matcher(each) for each in self.await_args_list]:
            raise AssertionError("%s await not found" % self._format_mock_call_signature(args, kwargs))

    def assert_has_awaits(self, calls, any_order=False):
        if any_order:
            rest = list(self.await_args_list)
            for each in calls:
                if each not in rest:
                    raise AssertionError("%r not all found in await list" % (tuple(calls),))
                rest.remove(each)
        elif list(calls) not in self.await_args_list:
            raise AssertionError("Awaits not found.\nExpected: %s\nActual: %s" % (
                _CallList(calls), self.await_args_list))

    def assert_not_awaited(self):
        if self.await_count != 0:
            raise AssertionError("Expected %s to not have been awaited. Awaited %s times." % (
                self._mock_name or "mock", self.await_count))

    def reset_mock(self, /, *args, **kwargs):
        super().reset_mock(*args, **kwargs)
        self.await_count = 0
        self.await_args = None
        self.await_args_list = _CallList()

    @property
    def __code__(self):
        return _async_code


async def _async_sample(*args, **kwargs):
    pass


_async_code = _async_sample.__code__


class AsyncMagicMixin(MagicMixin):
    pass


class AsyncMock(AsyncMockMixin, AsyncMagicMixin, Mock):
    """A mock whose calls are awaited."""

    def __new__(cls, /, *args, **kwargs):
        made = type(cls.__name__, (cls,), {"__doc__": cls.__doc__})
        return object.__new__(made)


class PropertyMock(Mock):
    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


class _SpecState:
    def __init__(self, spec, spec_set=False, parent=None, name=None, ids=None, instance=False):
        self.spec, self.spec_set, self.parent, self.name, self.instance = spec, spec_set, parent, name, instance


# patch


def _import_target(target):
    parts = target.split(".")
    thing = __import__(parts[0])
    path = parts[0]
    for part in parts[1:]:
        path += "." + part
        try:
            thing = getattr(thing, part)
        except AttributeError:
            __import__(path)
            thing = getattr(thing, part)
    return thing


def _get_target(target):
    try:
        target, attribute = target.rsplit(".", 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError("Need a valid target to patch. You supplied: %r" % (target,))
    return (lambda: _import_target(target)), attribute


class _patch:
    attribute_name = None
    _active_patches = []

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs,
                 *, unsafe=False):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        self.getter, self.attribute, self.new, self.new_callable = getter, attribute, new, new_callable
        self.spec, self.create, self.spec_set, self.autospec = spec, create, spec_set, autospec
        self.kwargs = kwargs
        self.has_local = False
        self.additional_patchers = []
        self.is_started = False

    def copy(self):
        made = _patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set,
                      self.autospec, self.new_callable, self.kwargs)
        made.attribute_name = self.attribute_name
        made.additional_patchers = [each.copy() for each in self.additional_patchers]
        return made

    def __call__(self, func):
        if isinstance(func, type):
            for name in dir(func):
                if name.startswith(patch.TEST_PREFIX):
                    value = getattr(func, name)
                    if hasattr(value, "__call__"):
                        setattr(func, name, self.copy()(value))
            return func
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func
        if inspect.iscoroutinefunction(func):

            @functools.wraps(func)
            async def patched(*args, **keywargs):
                with _entered(patched, args, keywargs) as (args, keywargs):
                    return await func(*args, **keywargs)

        else:

            @functools.wraps(func)
            def patched(*args, **keywargs):
                with _entered(patched, args, keywargs) as (args, keywargs):
                    return func(*args, **keywargs)

        patched.patchings = [self]
        return patched

    def get_original(self):
        target = self.getter()
        name = self.attribute
        local = False
        try:
            original = target.__dict__[name]
            local = True
        except (AttributeError, KeyError):
            original = getattr(target, name, DEFAULT)
        import builtins

        if name in vars(builtins) and inspect.ismodule(target):
            self.create = True
        if not self.create and original is DEFAULT:
            raise AttributeError("%s does not have the attribute %r" % (target, name))
        return original, local

    def _make(self, original):
        new_callable, spec, spec_set = self.new_callable, self.spec, self.spec_set
        kwargs = dict(self.kwargs)
        if spec is True:
            spec = original
            if spec_set is True:
                spec_set, spec = original, None
        elif spec is not None and spec_set is True:
            spec_set, spec = spec, None
        elif spec_set is True:
            spec_set = original
        basis = spec if spec is not None else spec_set
        kind = MagicMock
        if new_callable is not None:
            kind = new_callable
        elif basis is not None or original is not DEFAULT:
            if _is_async(basis if basis is not None else original):
                kind = AsyncMock
            elif basis is not None and not isinstance(basis, (list, tuple)) and not callable(basis):
                kind = NonCallableMagicMock
        if spec is not None:
            kwargs["spec"] = spec
        if spec_set is not None:
            kwargs["spec_set"] = spec_set
        if isinstance(kind, type) and issubclass(kind, NonCallableMock) and self.attribute:
            kwargs.setdefault("name", self.attribute)
        made = kind(**kwargs)
        if basis is not None and isinstance(basis, type) and isinstance(made, NonCallableMock) \
                and isinstance(made, CallableMixin):
            rest = {key: value for key, value in kwargs.items() if key in ("spec", "spec_set")}
            made.return_value = (MagicMock if callable_instances(basis) else NonCallableMagicMock)(
                _new_parent=made, _new_name="()", **rest)
        return made

    def __enter__(self):
        if self.is_started:
            raise RuntimeError("Patch is already started")
        self.target = self.getter()
        original, local = self.get_original()
        new = self.new
        if new is DEFAULT and self.autospec is None:
            new = self._make(original)
        elif self.autospec is not None:
            if new is not DEFAULT:
                raise TypeError("autospec creates the mock for you. Can't specify autospec and new.")
            if original is DEFAULT:
                raise TypeError("Can't use 'autospec' with create=True")
            new = create_autospec(original if self.autospec is True else self.autospec,
                                  spec_set=bool(self.spec_set), _name=self.attribute, **self.kwargs)
        elif self.kwargs:
            raise TypeError("Can't pass kwargs to a mock we aren't creating")
        self.temp_original, self.is_local = original, local
        self.is_started = True
        self._exit_stack = contextlib.ExitStack()
        try:
            setattr(self.target, self.attribute, new)
            if self.attribute_name is not None:
                extra = {}
                if self.new is DEFAULT:
                    extra[self.attribute_name] = new
                for each in self.additional_patchers:
                    value = self._exit_stack.enter_context(each)
                    if each.new is DEFAULT:
                        extra.update(value)
                return extra
            return new
        except BaseException:
            if not self.__exit__(*sys.exc_info()):
                raise

    def __exit__(self, *details):
        if not self.is_started:
            return None
        if self.is_local and self.temp_original is not DEFAULT:
            setattr(self.target, self.attribute, self.temp_original)
        else:
            delattr(self.target, self.attribute)
            if not self.create and (not hasattr(self.target, self.attribute)
                                    or self.attribute in ("__doc__", "__module__", "__defaults__",
                                                          "__annotations__", "__kwdefaults__")):
                setattr(self.target, self.attribute, self.temp_original)
        del self.temp_original, self.is_local, self.target
        stack = self._exit_stack
        del self._exit_stack
        self.is_started = False
        return stack.__exit__(*details)

    def start(self):
        result = self.__enter__()
        self._active_patches.append(self)
        return result

    def stop(self):
        if self not in self._active_patches:
            return None
        self._active_patches.remove(self)
        return self.__exit__(None, None, None)


def callable_instances(spec):
    return isinstance(spec, type) and any("__call__" in kind.__dict__ for kind in spec.__mro__)


@contextlib.contextmanager
def _entered(patched, args, keywargs):
    with contextlib.ExitStack() as stack:
        more = []
        keywargs = dict(keywargs)
        for each in patched.patchings:
            value = stack.enter_context(each)
            if each.attribute_name is not None:
                keywargs.update(value)
            elif each.new is DEFAULT:
                more.append(value)
        yield args + tuple(more), keywargs


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None,
          *, unsafe=False, **kwargs):
    getter, attribute = _get_target(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
                  new_callable=None, *, unsafe=False, **kwargs):
    if type(target) is str:
        raise TypeError("%r must be the actual object to be patched, not a str" % target)
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    getter = functools.partial(_import_target, target) if type(target) is str else (lambda: target)
    if not kwargs:
        raise ValueError("Must supply at least one keyword argument with patch.multiple")
    made = None
    for attribute, new in kwargs.items():
        each = _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
        each.attribute_name = attribute
        if made is None:
            made = each
        else:
            made.additional_patchers.append(each)
    return made


class _patch_dict:
    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict = in_dict
        self.values = dict(values)
        self.values.update(kwargs)
        self.clear = clear
        self._original = None

    def __call__(self, f):
        if isinstance(f, type):
            for name in dir(f):
                value = getattr(f, name)
                if name.startswith(patch.TEST_PREFIX) and hasattr(value, "__call__"):
                    setattr(f, name, _patch_dict(self.in_dict, self.values, self.clear)(value))
            return f
        if inspect.iscoroutinefunction(f):

            @functools.wraps(f)
            async def inner(*args, **kw):
                with self:
                    return await f(*args, **kw)

        else:

            @functools.wraps(f)
            def inner(*args, **kw):
                with self:
                    return f(*args, **kw)

        return inner

    def __enter__(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _import_target(self.in_dict)
        self._original = dict(self.in_dict)
        if self.clear:
            self.in_dict.clear()
        self.in_dict.update(self.values)
        return self.in_dict

    def __exit__(self, *details):
        if self._original is not None:
            self.in_dict.clear()
            self.in_dict.update(self._original)
            self._original = None
        return False

    def start(self):
        result = self.__enter__()
        _patch._active_patches.append(self)
        return result

    def stop(self):
        if self not in _patch._active_patches:
            return None
        _patch._active_patches.remove(self)
        return self.__exit__(None, None, None)


def _stop_all():
    for each in reversed(_patch._active_patches[:]):
        each.stop()


patch.object = _patch_object
patch.dict = _patch_dict
patch.multiple = _patch_multiple
patch.stopall = _stop_all
patch.TEST_PREFIX = "test"


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, **kwargs):
    """A mock with the attributes and signatures of `spec`."""
    if isinstance(spec, (list, tuple)):
        spec = type(spec)
    is_class = isinstance(spec, type)
    if isinstance(spec, NonCallableMock) or is_class and issubclass(spec, NonCallableMock):
        raise InvalidSpecError("Cannot autospec a Mock object. [object=%r]" % (spec,))
    given = {"spec_set" if spec_set else "spec": spec}
    if inspect.isfunction(spec) or inspect.ismethod(spec):
        return _autospec_function(spec, given, _parent, _name, kwargs)
    kind = MagicMock
    if not is_class and not callable(spec) or is_class and instance and not callable_instances(spec):
        kind = NonCallableMagicMock
    _name = kwargs.pop("name", _name)
    made = kind(parent=_parent, _new_parent=_parent, _new_name=_name or "", name=_name, **given, **kwargs)
    made.__dict__["_mock_checks_signature"] = True
    if _parent is not None:
        _parent._mock_children[_name] = made
    if is_class and not instance and "return_value" not in kwargs:
        made.return_value = create_autospec(spec, spec_set, instance=True, _name="()", _parent=made)
    for entry in dir(spec):
        if _is_magic(entry):
            continue
        try:
            original = getattr(spec, entry)
        except AttributeError:
            continue
        static = inspect.getattr_static(spec, entry)
        if inspect.isfunction(original) or inspect.ismethod(original):
            child = AsyncMock if _is_async(original) else MagicMock
            new = child(parent=made, name=entry, _new_name=entry, _new_parent=made, spec=original)
            try:
                signature = inspect.signature(original)
            except (TypeError, ValueError):
                signature = None
            eats_self = is_class and inspect.isfunction(original) and not isinstance(static, staticmethod)
            if signature is not None and eats_self:
                parameters = list(signature.parameters.values())[1:]
                signature = signature.replace(parameters=parameters)
            new.__dict__["_spec_signature"] = signature
            new.__dict__["_mock_checks_signature"] = True
            made._mock_children[entry] = new
        elif not isinstance(original, property):
            made._mock_children[entry] = _SpecState(original, spec_set, made, entry)
    return made


def _autospec_function(spec, given, parent, name, kwargs):
    kind = AsyncMock if _is_async(spec) else MagicMock
    mock = kind(parent=parent, _new_parent=parent, _new_name=name or "", name=name or spec.__name__, **given, **kwargs)
    signature = inspect.signature(spec)
    mock.__dict__["_spec_signature"] = signature
    mock.__dict__["_mock_checks_signature"] = True
    if kind is AsyncMock:

        async def function(*args, **kw):
            return await mock(*args, **kw)

    else:

        def function(*args, **kw):
            return mock(*args, **kw)

    functools.update_wrapper(function, spec)
    function.mock = mock
    function.return_value = mock.return_value
    for each in ("called", "call_count", "call_args", "call_args_list", "method_calls", "mock_calls", "side_effect"):
        setattr(function, each, getattr(mock, each))
    for each in dir(type(mock)):
        if each.startswith("assert_") or each in ("reset_mock", "configure_mock"):
            setattr(function, each, getattr(mock, each))
    mock.__dict__["_mock_delegate"] = function
    return mock


def mock_open(mock=None, read_data=""):
    import io

    def fresh():
        return (io.BytesIO if isinstance(read_data, bytes) else io.StringIO)(read_data)

    state = [fresh()]
    mock = MagicMock(name="open") if mock is None else mock
    handle = MagicMock()
    handle.__enter__.return_value = handle
    handle.write.return_value = None
    handle.read.side_effect = lambda *args: state[0].read(*args)
    handle.readline.side_effect = lambda *args: state[0].readline(*args)
    handle.readlines.side_effect = lambda *args: state[0].readlines(*args)
    handle.__iter__.side_effect = lambda: iter(state[0])

    def reset(*args, **kwargs):
        state[0] = fresh()
        return DEFAULT

    mock.side_effect = reset
    mock.return_value = handle
    return mock


def seal(mock):
    mock.__dict__["_mock_sealed"] = True
    for name in list(mock._mock_children):
        child = mock._mock_children[name]
        if isinstance(child, NonCallableMock) and child._mock_new_parent is mock:
            seal(child)
