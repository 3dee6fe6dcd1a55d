# run_until_complete of a future that is done already, and of a coroutine that raises.
import asyncio

loop = asyncio.new_event_loop()
future = loop.create_future()
future.set_result("ready")
print(loop.run_until_complete(future))


async def bad():
    raise LookupError("lost")


try:
    loop.run_until_complete(bad())
except LookupError as error:
    print(repr(error))
loop.close()
