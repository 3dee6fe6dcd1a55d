import functools
def deco(f):
    @functools.wraps(f)
    def w(*a: int, **k) -> str: return f(*a, **k)
    return w
def orig(a, b: float = 1) -> int: "doc"; return 1
orig.tag = [1]
w = deco(orig); print(w.__annotations__, w.__doc__, w.tag, w.__wrapped__ is orig, w.__annotations__ is orig.__annotations__)
def plain(): pass
print(deco(plain).__annotations__)
@functools.wraps(orig, assigned=("__name__",), updated=())
def v(x: int): "mine"
print(v.__name__, v.__doc__, v.__annotations__, hasattr(v, "tag"))
print(functools.update_wrapper(lambda: 0, orig, assigned=functools.WRAPPER_ASSIGNMENTS, updated=functools.WRAPPER_UPDATES).tag)
print(functools.update_wrapper(functools.partial(orig), orig).__name__)
class C:
    def __init__(self, f): functools.update_wrapper(self, f); self.f = f
    def __call__(self): return self.f(1)
print(C(orig).__name__, C(orig)(), C(orig).__annotations__)
