# Handles: cancelled before, between and in their batch; when(), reprs without addresses.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    order = []
    first = loop.call_later(1, order.append, "first")
    second = loop.call_at(loop.time() + 1, order.append, "second")
    third = loop.call_later(0.5, lambda: (second.cancel(), order.append("third")))
    print(first.when(), second.when(), third < first, first == second, first.cancelled())
    soon = loop.call_soon(order.append, "never")
    soon.cancel()
    soon.cancel()
    await asyncio.sleep(2)
    print(order, second.cancelled(), first.cancelled(), soon.cancelled())
    late = loop.call_at(1, order.append, "in the past")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(order[-1], late.when(), loop.time())
    for bad in (lambda: loop.call_soon(3), lambda: loop.call_later(None, print), lambda: loop.call_later("1", print), lambda: loop.call_at(None, print)):
        try:
            bad()
        except TypeError as error:
            print(error)


asyncio.run(main())
