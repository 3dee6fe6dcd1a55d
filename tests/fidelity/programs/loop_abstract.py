"""AbstractEventLoop: what it leaves to others, and a loop that has only some of it."""
import asyncio
import sys

PLAIN = "run_forever stop is_running is_closed close time create_future get_debug get_task_factory".split()


class Partly(asyncio.AbstractEventLoop):
    def get_debug(self):
        return True

    def time(self):
        return 12.5


def main():
    loop = asyncio.AbstractEventLoop()
    for name in PLAIN:
        try:
            print(name, getattr(loop, name)())
        except NotImplementedError as error:
            print(name, repr(error))
    partly = Partly()
    print(partly.time(), partly.get_debug(), isinstance(partly, asyncio.AbstractEventLoop))
    for call in (lambda: partly.call_later(1, print), lambda: partly.call_soon(print), lambda: partly.add_reader(1, print)):
        try:
            call()
        except NotImplementedError as error:
            print(repr(error))


async def waits():
    loop = asyncio.AbstractEventLoop()
    for coroutine in (
        loop.getaddrinfo("localhost", 80),
        loop.create_connection(asyncio.Protocol),
        loop.create_server(asyncio.Protocol),
        loop.sock_recv(None, 10),
        loop.sendfile(None, None),
        loop.connect_read_pipe(None, None),
        loop.subprocess_exec(None),
        loop.shutdown_asyncgens(),
    ):
        try:
            await coroutine
        except NotImplementedError as error:
            print(coroutine.__qualname__, repr(error))


main()
asyncio.run(waits())
print(sys.get_coroutine_origin_tracking_depth())
sys.set_coroutine_origin_tracking_depth(1)
coroutine = waits()
print(len(coroutine.cr_origin), coroutine.cr_origin[0][2])
coroutine.close()
sys.set_coroutine_origin_tracking_depth(0)
for wrong in (-1, "two"):
    try:
        sys.set_coroutine_origin_tracking_depth(wrong)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
for name in ("get_pid", "get_returncode", "terminate", "kill", "close"):
    try:
        getattr(asyncio.SubprocessTransport(), name)()
    except NotImplementedError as error:
        print(name, repr(error))
