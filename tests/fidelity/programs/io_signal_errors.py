# Signals and handlers that add_signal_handler() refuses
import asyncio
import signal


async def handler():
    pass


async def main():
    loop = asyncio.get_running_loop()
    for number, callback in ((signal.SIGKILL, print), (signal.SIGSTOP, print), (999, print), ("x", print),
                             (signal.SIGUSR1, handler)):
        try:
            loop.add_signal_handler(number, callback)
        except (RuntimeError, TypeError, ValueError) as error:
            print(type(error).__name__, error)
    loop.add_signal_handler(signal.SIGUSR1, print)
    print(loop.remove_signal_handler(signal.SIGUSR1), loop.remove_signal_handler(signal.SIGKILL))


asyncio.run(main())
