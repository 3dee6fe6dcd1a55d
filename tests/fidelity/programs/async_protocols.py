# Asynchronous generators, iterators and context managers, used well and badly.
import asyncio, time
async def gen(n):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0.1)
    finally:
        print("gen closed", n)
class CM:
    async def __aenter__(self): print("enter"); await asyncio.sleep(0.1); return self
    async def __aexit__(self, *e): print("exit", e[0]); await asyncio.sleep(0.1); return e[0] is ValueError
class It:
    def __init__(s): s.n = 0
    def __aiter__(s): return s
    async def __anext__(s):
        s.n += 1
        if s.n > 3: raise StopAsyncIteration
        await asyncio.sleep(0); return s.n
async def main():
    async for x in gen(3): print(x)
    async for x in gen(5):
        if x == 1: break
    print([x async for x in gen(2)], {x: 1 async for x in It() if x > 1}, [await asyncio.sleep(0, y) for y in range(2)])
    async with CM() as c, CM(): print("body")
    async with CM(): raise ValueError
    try:
        async with CM(): raise KeyError
    except KeyError as e: print(repr(e))
    g = gen(9); print(await g.__anext__(), await g.asend(None)); await g.aclose()
    try: await g.__anext__()
    except StopAsyncIteration: print("done")
    g = gen(1)
    try: print(await anext(g)); print(await anext(g, "default"))
    except StopAsyncIteration: print("sai")
    ag = (i * 2 async for i in It())
    print([v async for v in ag])
    try:
        async for x in 5: pass
    except TypeError as e: print(e)
    try: await 5
    except TypeError as e: print(e)
    try:
        async with 5: pass
    except TypeError as e: print(e)
    try:
        for x in It(): pass
    except TypeError as e: print(e)
    g2 = gen(3); await anext(g2)
    try: await g2.athrow(RuntimeError("t"))
    except RuntimeError as e: print(repr(e))
    t = time.monotonic(); await asyncio.sleep(1.5); print(round(time.monotonic() - t, 3))
asyncio.run(main())
