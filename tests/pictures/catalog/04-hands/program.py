import asyncio
import threading
import time


def knead(dough):
    time.sleep(2)
    return dough + " bread"


def other_kitchen():
    asyncio.run(asyncio.sleep(3))


async def main():
    threading.Thread(target=other_kitchen).start()
    loop = asyncio.get_running_loop()
    loaves = [loop.run_in_executor(None, knead, dough) for dough in ("rye", "white")]
    await asyncio.sleep(1)
    print(await asyncio.gather(*loaves))


asyncio.run(main())
