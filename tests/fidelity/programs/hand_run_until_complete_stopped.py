# run_until_complete that is stopped before its future is done.
import asyncio

loop = asyncio.new_event_loop()


async def slow():
    await asyncio.sleep(5)
    return "slow"


task = loop.create_task(slow())
loop.call_later(1, loop.stop)
try:
    loop.run_until_complete(task)
except RuntimeError as error:
    print(error)
print(loop.run_until_complete(task))
loop.close()
