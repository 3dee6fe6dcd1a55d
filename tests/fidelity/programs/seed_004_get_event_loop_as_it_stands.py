async def some_coroutine():
    await asyncio.sleep(1)
    print("done")


import asyncio

loop = asyncio.get_event_loop()
loop.run_until_complete(some_coroutine())
loop.close()
