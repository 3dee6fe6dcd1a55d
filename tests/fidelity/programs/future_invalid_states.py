# Messages of InvalidStateError.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def attempt(action):
        try:
            print(action())
        except asyncio.InvalidStateError as error:
            print("InvalidStateError:", error)
        except asyncio.CancelledError as error:
            print("CancelledError:", error)

    attempt(future.result)
    attempt(future.exception)
    future.set_result(1)
    attempt(lambda: future.set_result(2))
    attempt(lambda: future.set_exception(ValueError()))
    attempt(future.exception)
    attempt(future.cancel)
    other = loop.create_future()
    attempt(lambda: other.cancel("message"))
    attempt(other.cancel)
    attempt(other.result)
    attempt(lambda: other.set_result(1))


asyncio.run(main())
