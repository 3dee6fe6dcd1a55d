# get_event_loop and get_running_loop outside of a loop, set_event_loop(None).
import asyncio

loop = asyncio.get_event_loop()
print(asyncio.get_event_loop() is loop)
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)
asyncio.set_event_loop(None)
try:
    asyncio.get_event_loop()
except RuntimeError as error:
    print(error)
loop.close()
