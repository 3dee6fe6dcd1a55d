# run_until_complete of something that is no awaitable.
import asyncio

loop = asyncio.new_event_loop()
try:
    loop.run_until_complete(5)
except TypeError as error:
    print(error)
loop.close()
