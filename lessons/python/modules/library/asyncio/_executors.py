import _trace


def _run_in_executor(loop, executor, func, arguments):
    from asyncio.futures import wrap_future

    if executor is None:
        executor = loop._default_executor
        if loop._executor_shutdown_called:
            raise RuntimeError("Executor shutdown has been called")
        if executor is None:
            from concurrent.futures import ThreadPoolExecutor

            executor = ThreadPoolExecutor(thread_name_prefix="asyncio")
            loop._default_executor = executor
    submitted = executor.submit(func, *arguments)
    wrapped = wrap_future(submitted, loop=loop)
    job = getattr(submitted, "_job", 0)
    if job:
        _trace.tell("job_awaited", job, wrapped)
    return wrapped


def _set_default_executor(loop, executor):
    from concurrent.futures import ThreadPoolExecutor

    if not isinstance(executor, ThreadPoolExecutor):
        raise TypeError("executor must be ThreadPoolExecutor instance")
    loop._default_executor = executor


async def _shutdown_default_executor(loop):
    import threading

    ended = loop.create_future()
    thread = threading.Thread(target=_do_shutdown, args=(loop, ended))
    thread.start()
    try:
        await ended
    finally:
        thread.join()


_shutdown_default_executor.__name__ = "shutdown_default_executor"
_shutdown_default_executor.__qualname__ = "BaseEventLoop.shutdown_default_executor"


def _do_shutdown(loop, ended):
    try:
        loop._default_executor.shutdown(wait=True)
        if not loop.is_closed():
            loop.call_soon_threadsafe(ended.set_result, None)
    except Exception as error:
        if not loop.is_closed():
            loop.call_soon_threadsafe(ended.set_exception, error)
