async def some_coroutine():
    await asyncio.sleep(1)
    print("done")


import asyncio

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)

try:
    loop.run_until_complete(some_coroutine())
finally:
    loop.close()
