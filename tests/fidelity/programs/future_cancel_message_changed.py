# The message of a cancelled future can be changed afterwards, that of any other is nobody's.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.cancel("first")
    print(future._cancel_message)
    future._cancel_message = "second"
    print(future._cancel_message)
    try:
        await future
    except asyncio.CancelledError as error:
        print(repr(error))
    print(future._cancel_message)

    silent = loop.create_future()
    silent.cancel()
    silent._cancel_message = "words after the deed"
    print(await asyncio.gather(silent, return_exceptions=True))

    done = loop.create_future()
    done.set_result(1)
    done._cancel_message = "too late"
    print(await done)

    failed = loop.create_future()
    failed.set_exception(ValueError("failed"))
    failed._cancel_message = "too late"
    print(repr(failed.exception()))


asyncio.run(main())
