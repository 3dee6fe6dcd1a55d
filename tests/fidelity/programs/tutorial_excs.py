# Errors that nobody retrieves, misuse and its messages, exception handlers.
import asyncio, sys, traceback, warnings
async def bad(): raise ValueError("never retrieved")
class Resource:
    def __del__(self): print("resource freed")
    async def __aenter__(self): return self
    async def __aexit__(self, *a): print("aexit", a[0]); await asyncio.sleep(0)
def handler(loop, context): print("handler:", context["message"], repr(context.get("exception")), sorted(context))
async def main():
    loop = asyncio.get_running_loop(); loop.set_exception_handler(handler)
    t = asyncio.create_task(bad()); await asyncio.sleep(0); del t
    loop.call_soon(lambda: 1 / 0); await asyncio.sleep(0)
    f = loop.create_future(); f.set_exception(OSError(5, "io")); del f
    async with Resource() as r: pass
    del r
    f = loop.create_future()
    for bad_call in (lambda: f.result(), lambda: f.set_exception(StopIteration), lambda: f.exception(), lambda: (f.set_result(1), f.set_result(2))):
        try: bad_call()
        except Exception as e: print(type(e).__name__, e)
    try:
        try: await asyncio.wait_for(bad(), 1)
        except ValueError as e: raise RuntimeError("wrapped") from e
    except RuntimeError as e:
        print(e.__cause__, [f.name for f in traceback.extract_tb(e.__traceback__)], "".join(traceback.format_exception_only(type(e), e)).strip())
    for aw in (3, [1], None, asyncio.sleep):
        try: await aw
        except TypeError as e: print(e)
    try: asyncio.create_task(print)
    except TypeError as e: print(e)
    try: await asyncio.wait([])
    except ValueError as e: print(e)
    try: await asyncio.wait({asyncio.sleep(1)})
    except TypeError as e: print(e)
    try: asyncio.Queue().get_nowait()
    except asyncio.QueueEmpty as e: print(repr(e))
    res = await asyncio.gather(bad(), asyncio.sleep(0, 1), return_exceptions=True); print(res)
    try: await asyncio.gather(asyncio.sleep(0.1), bad())
    except ValueError: print("gathered", len(asyncio.all_tasks()))
    await asyncio.sleep(0.2); print(len(asyncio.all_tasks()), asyncio.current_task().get_coro().__name__)
    raise SystemExit("done")
try: asyncio.run(main())
except SystemExit as e: print(e.code)
