# Debug mode: what is not a callback, a coroutine never awaited, the thread check. [text only]
import asyncio
import threading


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug())
    for bad in (main, main()):
        try:
            loop.call_soon(bad)
        except TypeError as error:
            print(str(error).partition("got")[0])
        if asyncio.iscoroutine(bad):
            bad.close()
    errors = []

    def other():
        try:
            loop.call_soon(print)
        except RuntimeError as error:
            errors.append(str(error))

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    print(errors)


asyncio.run(main(), debug=True)
