# Decorators of coroutines: a cache of tasks, a timing descriptor, singledispatchmethod.
import asyncio, functools, time, weakref
def async_lru(maxsize=None):
    def deco(fn):
        cache = {}
        @functools.wraps(fn)
        async def wrapper(*a, **k):
            key = functools._make_key(a, k, False) if hasattr(functools, "_make_key") else (a, tuple(sorted(k.items())))
            if key in cache:
                cache[key] = cache.pop(key)
                return await asyncio.shield(cache[key])
            cache[key] = t = asyncio.ensure_future(fn(*a, **k))
            if maxsize and len(cache) > maxsize: del cache[next(iter(cache))]
            return await t
        wrapper.cache = cache
        return wrapper
    return deco
class timed:
    def __init__(self, fn): functools.update_wrapper(self, fn); self.fn = fn; self.calls = 0
    def __get__(self, obj, cls): return functools.partial(self.__call__, obj)
    async def __call__(self, *a, **k):
        begin = time.perf_counter(); self.calls += 1
        try: return await self.fn(*a, **k)
        finally: print(f"{self.fn.__qualname__} took {time.perf_counter() - begin:.3f}")
class Api:
    @timed
    async def get(self, x):
        "doc"
        await asyncio.sleep(x / 10); return x
    @functools.cached_property
    def token(self): print("computing"); return "tok"
    @functools.singledispatchmethod
    async def show(self, x): return "obj"
    @show.register
    async def _(self, x: int): return f"int {x}"
    @show.register(list)
    async def _(self, x): return [await self.show(i) for i in x]
@async_lru(maxsize=2)
async def square(x):
    print("squaring", x); await asyncio.sleep(0.1); return x * x
async def main():
    print(await asyncio.gather(square(2), square(2), square(3)), len(square.cache))
    print(await square(4), await square(2), await square(4), square.__name__)
    api = Api(); print(await api.get(2), api.token, api.token, Api.__dict__["get"].calls, Api.__dict__["get"].__doc__)
    print(await api.show(3), await api.show([1, "a"]), await api.show(None))
    @functools.lru_cache(maxsize=3)
    def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
    print(fib(50), fib.cache_info()); print(functools.reduce(lambda a, b: a * b, range(1, 10)), functools.partial(print, sep="-")(1, 2))
    r = weakref.ref(api); del api; print(r())
    total = functools.total_ordering(type("V", (), {"__init__": lambda s, v: setattr(s, "v", v), "__lt__": lambda s, o: s.v < o.v, "__eq__": lambda s, o: s.v == o.v}))
    print(total(1) >= total(0), max(total(3), total(5)).v)
asyncio.run(main())
