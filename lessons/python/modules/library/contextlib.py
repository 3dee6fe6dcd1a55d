import functools
import sys


class AbstractContextManager:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        return None


class AbstractAsyncContextManager:
    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, error, trace):
        return None


class ContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, function):
        @functools.wraps(function)
        def inner(*arguments, **keywords):
            with self._recreate_cm():
                return function(*arguments, **keywords)

        return inner


class AsyncContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, function):
        @functools.wraps(function)
        async def inner(*arguments, **keywords):
            async with self._recreate_cm():
                return await function(*arguments, **keywords)

        return inner


class _ManagerOfGenerator:
    def __init__(self, function, arguments, keywords):
        self.gen = function(*arguments, **keywords)
        self.func, self.args, self.kwds = function, arguments, keywords
        self.__doc__ = getattr(function, "__doc__", None)

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)


def _same_but_wrapped(raised, given, kinds):
    # The generator machinery wraps a StopIteration that goes through it.
    return isinstance(given, kinds) and isinstance(raised, RuntimeError) and raised.__cause__ is given


class _GeneratorContextManager(_ManagerOfGenerator, AbstractContextManager, ContextDecorator):
    def __enter__(self):
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, kind, error, trace):
        if kind is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if error is None:
            error = kind()
        try:
            self.gen.throw(error)
        except StopIteration as stop:
            return stop is not error
        except BaseException as raised:
            if raised is error:
                raised.__traceback__ = trace
                return False
            if _same_but_wrapped(raised, error, StopIteration):
                error.__traceback__ = trace
                return False
            raise
        raise RuntimeError("generator didn't stop after throw()")


class _AsyncGeneratorContextManager(
    _ManagerOfGenerator, AbstractAsyncContextManager, AsyncContextDecorator
):
    async def __aenter__(self):
        del self.args, self.kwds, self.func
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, kind, error, trace):
        if kind is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if error is None:
            error = kind()
        try:
            await self.gen.athrow(error)
        except StopAsyncIteration as stop:
            return stop is not error
        except BaseException as raised:
            if raised is error:
                raised.__traceback__ = trace
                return False
            if _same_but_wrapped(raised, error, (StopIteration, StopAsyncIteration)):
                error.__traceback__ = trace
                return False
            raise
        raise RuntimeError("generator didn't stop after athrow()")


def contextmanager(function):
    @functools.wraps(function)
    def helper(*arguments, **keywords):
        return _GeneratorContextManager(function, arguments, keywords)

    return helper


def asynccontextmanager(function):
    @functools.wraps(function)
    def helper(*arguments, **keywords):
        return _AsyncGeneratorContextManager(function, arguments, keywords)

    return helper


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *details):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *details):
        await self.thing.aclose()


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, kind, error, trace):
        return kind is not None and issubclass(kind, self._exceptions)


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *details):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *details):
        pass


class _Redirect(AbstractContextManager):
    _stream = None

    def __init__(self, target):
        self._target = target
        self._before = []

    def __enter__(self):
        self._before.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._target)
        return self._target

    def __exit__(self, kind, error, trace):
        setattr(sys, self._stream, self._before.pop())


class redirect_stdout(_Redirect):
    _stream = "stdout"


class redirect_stderr(_Redirect):
    _stream = "stderr"


class _Stack:
    def __init__(self):
        self._callbacks = []  # (is asynchronous, function of (kind, error, trace))

    def pop_all(self):
        fresh = type(self)()
        fresh._callbacks, self._callbacks = self._callbacks, []
        return fresh

    def push(self, manager):
        leave = getattr(type(manager), "__exit__", None)
        if leave is None:
            self._callbacks.append((False, manager))
        else:
            self._callbacks.append((False, lambda *details: leave(manager, *details)))
        return manager

    def enter_context(self, manager):
        kind = type(manager)
        try:
            enter, leave = kind.__enter__, kind.__exit__
        except AttributeError:
            raise TypeError(
                f"'{kind.__module__}.{kind.__qualname__}' object does "
                f"not support the context manager protocol"
            ) from None
        result = enter(manager)
        self._callbacks.append((False, lambda *details: leave(manager, *details)))
        return result

    def callback(self, function, /, *arguments, **keywords):
        def run(*details):
            function(*arguments, **keywords)

        self._callbacks.append((False, run))
        return function


def _chain(fresh, old, outermost):
    # `fresh` was raised while `old` was handled: at the end of its chain of contexts.
    while fresh.__context__ not in (None, old, outermost):
        fresh = fresh.__context__
    if fresh is not old:
        fresh.__context__ = old


class ExitStack(_Stack, AbstractContextManager):
    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, kind, error, trace):
        given, pending = error, error
        outermost = sys.exc_info()[1]
        while self._callbacks:
            _, leave = self._callbacks.pop()
            try:
                details = (
                    (None, None, None)
                    if pending is None
                    else (type(pending), pending, pending.__traceback__)
                )
                if leave(*details):
                    pending = None
            except BaseException as raised:
                _chain(raised, pending, outermost)
                pending = raised
        if pending is not None and pending is not given:
            raise pending
        return given is not None and pending is None


class AsyncExitStack(_Stack, AbstractAsyncContextManager):
    async def enter_async_context(self, manager):
        kind = type(manager)
        try:
            enter, leave = kind.__aenter__, kind.__aexit__
        except AttributeError:
            raise TypeError(
                f"'{kind.__module__}.{kind.__qualname__}' object does "
                f"not support the asynchronous context manager protocol"
            ) from None
        result = await enter(manager)
        self._callbacks.append((True, lambda *details: leave(manager, *details)))
        return result

    def push_async_exit(self, manager):
        leave = getattr(type(manager), "__aexit__", None)
        if leave is None:
            self._callbacks.append((True, manager))
        else:
            self._callbacks.append((True, lambda *details: leave(manager, *details)))
        return manager

    def push_async_callback(self, function, /, *arguments, **keywords):
        async def run(*details):
            await function(*arguments, **keywords)

        self._callbacks.append((True, run))
        return function

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aexit__(self, kind, error, trace):
        given, pending = error, error
        outermost = sys.exc_info()[1]
        while self._callbacks:
            asynchronous, leave = self._callbacks.pop()
            try:
                details = (
                    (None, None, None)
                    if pending is None
                    else (type(pending), pending, pending.__traceback__)
                )
                answer = leave(*details)
                if asynchronous:
                    answer = await answer
                if answer:
                    pending = None
            except BaseException as raised:
                _chain(raised, pending, outermost)
                pending = raised
        if pending is not None and pending is not given:
            raise pending
        return given is not None and pending is None
