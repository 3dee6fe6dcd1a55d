# from asyncio import *
import asyncio as whole
from asyncio import *


async def main():
    queue, lock = Queue(), Lock()
    await gather(sleep(0.1), queue.put(1))
    async with lock, timeout(1):
        done, _ = await wait([create_task(sleep(0.1))], return_when=FIRST_COMPLETED)
    print(queue, len(done), CancelledError, TimeoutError is whole.TimeoutError)
    for name in ("TaskGroup", "subprocess", "tasks"):
        print(name in globals(), name in whole.__all__, hasattr(whole, name))


run(main())
