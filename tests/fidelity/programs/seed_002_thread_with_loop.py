import asyncio
import threading

def worker():
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.run_until_complete(asyncio.sleep(1))
    loop.close()

thread = threading.Thread(target=worker)
thread.start()
thread.join()
