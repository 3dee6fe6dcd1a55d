import functools
import inspect
import reprlib
import sys
import traceback

from asyncio import constants


def _get_function_source(func):
    """(file, line) of a function or of what a partial calls; None for others."""
    func = inspect.unwrap(func)
    while isinstance(func, (functools.partial, functools.partialmethod)):
        func = inspect.unwrap(func.func)
    if not inspect.isfunction(func):
        return None
    return func.__code__.co_filename, func.__code__.co_firstlineno


def _format_callback_source(func, args):
    text = _format_callback(func, args, None)
    source = _get_function_source(func)
    return text if source is None else f"{text} at {source[0]}:{source[1]}"


def _format_args_and_kwargs(args, kwargs):
    shown = [reprlib.repr(each) for each in args or ()]
    shown += [f"{name}={reprlib.repr(value)}" for name, value in (kwargs or {}).items()]
    return f"({', '.join(shown)})"


def _format_callback(func, args, kwargs, suffix=""):
    while isinstance(func, functools.partial):
        suffix = _format_args_and_kwargs(args, kwargs) + suffix
        func, args, kwargs = func.func, func.args, func.keywords
    name = getattr(func, "__qualname__", None) or getattr(func, "__name__", None) or repr(func)
    return name + _format_args_and_kwargs(args, kwargs) + suffix


def extract_stack(f=None, limit=None):
    """The stack as debug mode keeps it: of the caller, its innermost frame last."""
    frames = traceback.walk_stack(sys._getframe().f_back if f is None else f)
    depth = constants.DEBUG_STACK_DEPTH if limit is None else limit
    stack = traceback.StackSummary.extract(frames, limit=depth, lookup_lines=False)
    stack.reverse()
    return stack
