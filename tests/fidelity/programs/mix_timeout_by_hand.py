# A timeout made of call_later and cancel.
import asyncio


async def slow(delay):
    await asyncio.sleep(delay)
    return f"slow {delay}"


async def with_timeout(coro, seconds):
    task = asyncio.ensure_future(coro)
    handle = asyncio.get_running_loop().call_later(seconds, task.cancel)
    try:
        return await task
    except asyncio.CancelledError:
        return "timed out"
    finally:
        handle.cancel()


async def main():
    print(await asyncio.gather(with_timeout(slow(1), 2), with_timeout(slow(3), 2)))


asyncio.run(main())
