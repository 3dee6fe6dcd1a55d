# What Runner makes of SIGINT: the first cancels the main task, the second breaks off.
import asyncio
import signal


def shown(error):
    return f"{error!r} from {error.__context__!r}"


def handler_is_back():
    return signal.getsignal(signal.SIGINT) is signal.default_int_handler


async def waits():
    try:
        signal.raise_signal(signal.SIGINT)
        print("goes on")
        await asyncio.sleep(1)
    finally:
        print("cancelled", asyncio.current_task().cancelling())


async def returns():
    signal.raise_signal(signal.SIGINT)
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        return "all the same"


async def cancelled_by_another_too():
    task = asyncio.current_task()
    asyncio.get_running_loop().call_soon(task.cancel)
    asyncio.get_running_loop().call_soon(signal.raise_signal, signal.SIGINT)
    await asyncio.sleep(1)


async def asked_twice():
    try:
        signal.raise_signal(signal.SIGINT)
        await asyncio.sleep(1)
    finally:
        print("hurry")
        signal.raise_signal(signal.SIGINT)
        print("never reached")


async def has_its_own():
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, print, "handled")
    signal.raise_signal(signal.SIGINT)
    await asyncio.sleep(1)
    return asyncio.current_task().cancelling()


for program in waits, returns, cancelled_by_another_too, asked_twice, has_its_own:
    print("--", program.__name__)
    try:
        print(asyncio.run(program()))
    except BaseException as error:
        print(shown(error))
    print(handler_is_back())
    if not handler_is_back():
        signal.signal(signal.SIGINT, signal.default_int_handler)

signal.signal(signal.SIGINT, signal.SIG_IGN)
print("-- ignored")


async def ignores():
    signal.raise_signal(signal.SIGINT)
    await asyncio.sleep(0)
    return signal.getsignal(signal.SIGINT)


print(asyncio.run(ignores()))
