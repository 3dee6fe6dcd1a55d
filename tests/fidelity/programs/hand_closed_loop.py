# A closed loop takes nothing more.
import asyncio

loop = asyncio.new_event_loop()
print(loop.is_closed(), loop.is_running())
loop.close()
loop.close()
print(loop.is_closed())


async def nothing():
    pass


coro = nothing()
for action in (
    lambda: loop.call_soon(print),
    lambda: loop.call_later(1, print),
    lambda: loop.run_forever(),
    lambda: loop.create_task(coro),
):
    try:
        action()
    except RuntimeError as error:
        print(error)
coro.close()
