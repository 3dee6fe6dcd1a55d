# What only cycles keep goes when gc.collect() is called: weak references first, then finalizers.
import gc, weakref
gc.collect()
class Node:
    def __init__(self, n): self.n = n; self.other = None
    def __del__(self): print("del", self.n)
def cyc():
    a, b = Node(1), Node(2); a.other = b; b.other = a
    return weakref.ref(a, lambda r: print("callback", r() is None))
w = cyc(); print(w() is not None); gc.collect(); print(w())
l = []; l.append(l); del l; print(gc.collect())
class Meth:
    def __init__(self): self.cb = self.go; self.t = (self,)
    def go(self): pass
r = weakref.ref(Meth()); gc.collect(); print(r())
def closure():
    def f(): return f
    return weakref.ref(f)
r = closure(); print(r() is not None); gc.collect(); print(r())
class Res:
    keep = []
    def __init__(self): self.me = self
    def __del__(self): Res.keep.append(self); print("kept")
Res(); gc.collect(); print(len(Res.keep)); Res.keep[0].me is Res.keep[0]; gc.collect(); print(len(Res.keep))
def exc():
    try: raise ValueError("x")
    except ValueError as e:
        err = e
    return weakref.ref(type("T", (), {})()), 
def frames():
    class Big: pass
    big = Big()
    r = weakref.ref(big)
    try: 1/0
    except ZeroDivisionError as e:
        saved = e
    return r
r = frames(); print(r() is not None); gc.collect(); print(r())
def gen():
    me = yield
    try: yield
    finally: print("gen closed")
g = gen(); next(g); g.send(g); del g; gc.collect()
def make():
    class Local:
        def m(self): return Local
    Local.inst = Local()
    return weakref.ref(Local)
r = make(); print(r() is not None); gc.collect(); print(r())
import asyncio
class Conn:
    def __init__(self): self.loop_cb = lambda: self
async def main():
    c = Conn(); r = weakref.ref(c); del c; print(r() is not None); gc.collect(); print(r())
    t = asyncio.create_task(asyncio.sleep(.1, "fine")); gc.collect(); print(await t)
    async def agen():
        try:
            me = yield 1
            yield 2
        finally: print("agen closed")
    a = agen(); await a.__anext__(); await a.asend(a); del a; gc.collect(); await asyncio.sleep(0); await asyncio.sleep(0)
    q = asyncio.Queue(); 
    async def cons():
        return await q.get()
    t = asyncio.create_task(cons()); await asyncio.sleep(0); gc.collect(); q.put_nowait(5); print(await t)
asyncio.run(main())
gc.disable()
print(gc.isenabled(), gc.get_threshold(), gc.garbage, gc.callbacks)
class Slots:
    __slots__ = ("x", "__weakref__")
s = Slots(); s.x = [s]; r = weakref.ref(s); del s; gc.collect(); print(r())
class Closed:
    __slots__ = ("x",)
try: weakref.ref(Closed())
except TypeError as e: print(e)
x = [1]; y = {"k": x}; print(any(o is y for o in gc.get_referrers(x)), gc.is_tracked(x), gc.is_tracked(1))
d1 = {}; d2 = {"d1": d1}; d1["d2"] = d2; del d1, d2; print(gc.collect())
