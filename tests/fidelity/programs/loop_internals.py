import asyncio
async def sleeper(n):
    await asyncio.sleep(n)
async def main():
    loop = asyncio.get_running_loop()
    base = loop.time()
    ts = [asyncio.create_task(sleeper(n)) for n in (3, 1, 2)]
    await asyncio.sleep(0)
    def show():
        print([(round(h.when() - base), h.cancelled(), h._callback and h._callback.__name__, h._args and type(h._args[0]).__name__) for h in loop._scheduled], loop._timer_cancelled_count)
    show()
    print(sorted(loop._scheduled) == sorted(loop._scheduled, key=lambda h: h.when()))
    ts[0].cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    show()
    h = loop.call_later(9, print, "x")
    print(h in loop._scheduled, loop._scheduled[-1] is h)
    loop._scheduled[0].cancel()
    show()
    print(loop._closed, loop._stopping, loop._debug, loop._thread_id is not None, loop._clock_resolution, loop._task_factory, loop._exception_handler)
    loop._debug = True
    print(loop.get_debug())
    loop._debug = False
    loop.call_soon(print, "hi")
    print(len(loop._ready), loop._ready[0])
    await asyncio.wait(ts, timeout=4)
    print([t.done() for t in ts])
    for t in ts: t.cancel()
asyncio.run(main())
