# Timers of the same moment: timeouts, sleeps, call_later, wait_for.
import asyncio


async def limited(name, how):
    try:
        if how == "timeout":
            async with asyncio.timeout(1):
                await asyncio.sleep(1)
        elif how == "wait_for":
            await asyncio.wait_for(asyncio.sleep(1), 1)
        else:
            await asyncio.wait({asyncio.ensure_future(asyncio.sleep(1))}, timeout=1)
        print(name, how, "in time")
    except TimeoutError:
        print(name, how, "late")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(1, print, "timer before")
    tasks = [asyncio.create_task(limited(n, how)) for n, how in enumerate(["timeout", "wait_for", "wait"])]
    await asyncio.sleep(0)
    loop.call_later(1, print, "timer after")
    await asyncio.wait(tasks)


asyncio.run(main())
