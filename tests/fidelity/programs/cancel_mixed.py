# Cancelling many tasks, a future by hand, a failing gather, a task that waits for another.
import asyncio
async def worker(n):
    try:
        print("start", n); await asyncio.sleep(n); print("end", n); return n
    except asyncio.CancelledError as e:
        print("cancelled", n, e.args); raise
    finally:
        print("cleanup", n)
async def main():
    ts = [asyncio.create_task(worker(i), name=f"w{i}") for i in range(1, 4)]
    await asyncio.sleep(1.5)
    for t in ts: print(t.get_name(), t.done(), t.cancel("stop now"))
    r = await asyncio.gather(*ts, return_exceptions=True); print(r)
    print([t.cancelled() for t in ts])
    async def swallow():
        while True:
            try: await asyncio.sleep(10)
            except asyncio.CancelledError: print("no"); break
        return "swallowed"
    t = asyncio.create_task(swallow()); await asyncio.sleep(0); t.cancel(); print(await t, t.cancelling(), t.uncancel())
    t = asyncio.create_task(worker(5)); t.cancel()
    try: await t
    except asyncio.CancelledError: print("before start")
    f = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(1, f.set_result, "fut"); print(await f)
    f2 = asyncio.Future(); f2.set_exception(ValueError("fe"))
    try: await f2
    except ValueError as e: print(e)
    try: await asyncio.gather(worker(1), bad(), worker(2))
    except ZeroDivisionError as e: print("gather", e)
    print(len(asyncio.all_tasks()), asyncio.current_task().get_name())
    me = asyncio.current_task(); me.cancel()
    try: await asyncio.sleep(0)
    except asyncio.CancelledError: print("self"); me.uncancel()
    try: f2.set_result(1)
    except asyncio.InvalidStateError as e: print("ise", e)
    try: asyncio.Future().result()
    except asyncio.InvalidStateError as e: print(e)
    def cb(f): print("cb", f.result())
    t = asyncio.create_task(worker(0.5)); t.add_done_callback(cb); t.add_done_callback(print) ; t.remove_done_callback(print); await t; await asyncio.sleep(0)
    inner = asyncio.create_task(worker(3)); outer = asyncio.create_task(wrap(inner)); await asyncio.sleep(0.1); outer.cancel()
    try: await outer
    except asyncio.CancelledError: print("outer cancelled", inner.cancelled())
async def wrap(t): return await t
async def bad(): await asyncio.sleep(0.2); 1 / 0
asyncio.run(main())
