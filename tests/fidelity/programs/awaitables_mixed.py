# Awaitables of one's own, abandoned generators, cancelled timers, deep chains.
import asyncio
class Aw:
    def __await__(self):
        yield from asyncio.sleep(0.5).__await__()
        return "aw"
async def agen():
    try:
        while True: yield 1
    finally:
        await asyncio.sleep(0.1); print("agen fin")
async def prod(q, n):
    for i in range(n): q.append(i); await asyncio.sleep(0)
async def main():
    print(await Aw()); print(await asyncio.ensure_future(Aw()))
    async for _ in agen(): break
    g = agen(); await anext(g)
    q = []; await asyncio.gather(prod(q, 3), prod(q, 2)); print(q)
    loop = asyncio.get_running_loop()
    h = loop.call_later(1, print, "later"); h2 = loop.call_at(loop.time() + 0.5, print, "at"); loop.call_soon(print, "soon"); h.cancel(); await asyncio.sleep(2); print(h.cancelled(), h, h2.when() )
    async def ret(): return {"a": [1, 2]}
    print(await asyncio.gather(ret(), Aw(), asyncio.sleep(0, 3)), await asyncio.gather())
    print(asyncio.iscoroutine(c := ret()), asyncio.iscoroutinefunction(ret)); c.close()
    res = []
    async def chain(n):
        if n: await chain(n - 1)
        res.append(n)
    await chain(50); print(len(res))
    def sync(): yield from asyncio.sleep(0)
    try: await sync()
    except TypeError as e: print(e)
    lst = await asyncio.gather(*(asyncio.sleep(1 - i / 10, i) for i in range(10))); print(lst, loop.time())
asyncio.run(main())
print("end")
