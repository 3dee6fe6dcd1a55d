# call_soon runs first in, first out; what callbacks enqueue waits for the next iteration.
import asyncio

loop = asyncio.new_event_loop()


def say(text):
    print(text)
    if text == "a":
        loop.call_soon(say, "from a")
    if text == "from a":
        loop.call_soon(loop.stop)


for letter in "abc":
    loop.call_soon(say, letter)
loop.run_forever()
loop.close()
