# What is in the batch of the final callback still runs; later things stay queued.
import asyncio

loop = asyncio.new_event_loop()


async def main():
    loop.call_soon(print, "one")
    loop.call_soon(lambda: loop.call_soon(print, "two"))
    return "result"


print(loop.run_until_complete(main()))
print("between")
loop.run_until_complete(asyncio.sleep(0))
loop.close()
