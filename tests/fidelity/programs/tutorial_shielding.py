# Cancellation that is shielded, repeated, taken back; timeouts moved.
import asyncio

async def commit(name):
    print("commit", name)
    try:
        await asyncio.sleep(0.2)
    except asyncio.CancelledError as e:
        print("commit cancelled", e.args)
        raise
    print("committed", name)
    return name

async def worker(inner):
    try:
        return await asyncio.shield(inner)
    except asyncio.CancelledError:
        print("worker cancelled, waiting for", inner.get_name())
        await inner
        raise

async def main():
    inner = asyncio.create_task(commit("x"), name="inner")
    w = asyncio.create_task(worker(inner))
    await asyncio.sleep(0.05)
    print(w.cancel("bye"), w.cancelling())
    try:
        await w
    except asyncio.CancelledError as e:
        print("main sees", repr(e), w.cancelled(), inner.result())
    try:
        await asyncio.wait_for(asyncio.shield(commit("y")), 0.1)
    except TimeoutError:
        print("timeout")
    await asyncio.sleep(0.2)
    t = asyncio.current_task()
    loop = asyncio.get_running_loop()
    loop.call_later(0.1, t.cancel, "self")
    try:
        async with asyncio.timeout(1) as cm:
            await asyncio.sleep(5)
    except asyncio.CancelledError as e:
        print(e, cm.expired(), t.uncancel(), t.cancelling())
    async with asyncio.timeout(None) as cm:
        cm.reschedule(loop.time() + 0.1)
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("inner cancel", cm)
            raise
asyncio.run(main())
