"""What the tests take from test.support.threading_helper."""


def threading_setup():
    return ()


def threading_cleanup(*before):
    pass


def join_thread(thread, timeout=None):
    thread.join(30.0 if timeout is None else timeout)
    if thread.is_alive():
        raise AssertionError(f"{thread} does not end")
