# Loops by hand: call_at, run_forever, asynchronous generators left open, Runner.
import asyncio
def cb(n, loop, *, tag=""): print(f"cb {n} {tag} at {loop.time():.2f}")
def main():
    loop = asyncio.new_event_loop(); asyncio.set_event_loop(loop)
    loop.call_later(0.2, cb, 1, loop); h = loop.call_later(0.1, cb, 2, loop); loop.call_soon(cb, 3, loop); loop.call_at(loop.time() + 0.3, loop.stop)
    print(h.when(), h.cancelled()); h.cancel(); print(h.cancelled(), h)
    loop.run_forever(); print(loop.is_running(), loop.is_closed())
    fut = loop.create_future(); fut.add_done_callback(lambda f: print("done", f.result())); loop.call_soon(fut.set_result, "r"); print(loop.run_until_complete(fut))
    async def agen():
        try:
            yield 1; yield 2
        finally: print("agen closed")
    async def use():
        g = agen(); print(await anext(g)); print(await g.asend(None)); print(await anext(g, "default"))
        g2 = agen(); await g2.__anext__()
        try: await g2.athrow(KeyError("k"))
        except KeyError as e: print("thrown", e)
        global g3; g3 = agen(); await anext(g3)
    loop.run_until_complete(use()); loop.run_until_complete(loop.shutdown_asyncgens()); loop.close()
    try: loop.run_forever()
    except RuntimeError as e: print(e)
    with asyncio.Runner(debug=True) as r:
        print(r.run(asyncio.sleep(0.1, "x")), r.get_loop().get_debug())
main()
