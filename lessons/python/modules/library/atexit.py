_waiting = []


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _waiting.append((func, args, kwargs))
    return func


def unregister(func, /):
    _waiting[:] = [each for each in _waiting if each[0] != func]


def _clear():
    _waiting.clear()


def _ncallbacks():
    return len(_waiting)


def _run_exitfuncs():
    import sys

    while _waiting:
        func, args, kwargs = _waiting.pop()
        try:
            func(*args, **kwargs)
        except BaseException as error:
            print("Exception ignored in atexit callback: %r" % (func,), file=sys.stderr)
            sys.__excepthook__(type(error), error, error.__traceback__)
