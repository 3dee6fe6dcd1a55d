# Awaiting a future of another loop.
import asyncio

other = asyncio.new_event_loop()


async def main():
    future = other.create_future()
    try:
        await future
    except RuntimeError as error:
        print("attached to a different loop" in str(error), str(error)[:10])
    try:
        await asyncio.gather(future, other.create_future())
    except (RuntimeError, ValueError) as error:
        print(type(error).__name__, "different" in str(error))


asyncio.run(main())
other.close()
