# Tasks, callbacks and timers in one iteration: who comes before whom.
import asyncio

log = []


async def task(name):
    log.append(name + " starts")
    await asyncio.sleep(0)
    log.append(name + " goes on")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(log.append, "soon 1")
    one = asyncio.create_task(task("one"))
    loop.call_later(0, log.append, "timer 0")
    loop.call_soon(log.append, "soon 2")
    two = asyncio.create_task(task("two"))
    await asyncio.gather(one, two)
    await asyncio.sleep(0)
    print(*log, sep="\n")


asyncio.run(main())
