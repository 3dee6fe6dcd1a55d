class V:
    def __init__(self, x): self.x = x
    def __repr__(self): return f"V({self.x})"
    def __str__(self): return f"v{self.x}"
    def __format__(self, spec): return f"<{self.x}:{spec}>"
    def __add__(self, o): print("add"); return NotImplemented if not isinstance(o, V) else V(self.x + o.x)
    def __radd__(self, o): print("radd", o); return V(o + self.x)
    def __iadd__(self, o): print("iadd"); self.x += o; return self
    def __eq__(self, o): print("eq"); return isinstance(o, V) and o.x == self.x
    def __hash__(self): return hash(self.x)
    def __lt__(self, o): return self.x < o.x
    def __len__(self): return self.x
    def __bool__(self): print("bool"); return self.x > 2
    def __getitem__(self, k): return ("get", k)
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
    def __contains__(self, k): return k == self.x
    def __call__(self, *a, **k): return a, k
    def __neg__(self): return V(-self.x)
    def __abs__(self): return 9
    def __int__(self): return self.x
    def __float__(self): return self.x / 2
    def __index__(self): return self.x
    def __round__(self, n=None): return ("round", n)
    def __iter__(self): return iter([1, 2, self.x])
    def __reversed__(self): return "rev"
    def __enter__(self): print("enter"); return self
    def __exit__(self, *e): print("exit", e[0]); return True
    def __matmul__(self, o): return "mat"
    def __divmod__(self, o): return "dm"
    def __pow__(self, o, m=None): return ("pow", o, m)
v = V(3)
print(v, repr(v), f"{v:abc} {v!r:>8} {v!s}", "{:x}".format(v), "%s %r" % (v, v))
print(v + V(4)); print(5 + v)
try: v + 5
except TypeError as e: print(e)
v += 2; print(v)
print(v == V(5), v != V(5), v in [V(5)], hash(v), sorted([V(3), V(1), V(2)]))
print(max(V(1), V(7)), len(v), bool(v), v[1], v[1:2], v[1, ...], 5 in v, v(1, a=2))
v[0] = 1; del v[0]
print(-v, abs(v), int(v), float(v), [0,1,2,3,4,5,6][v], hex(v), round(v), round(v, 2), list(v), reversed(v))
with v as w: raise ValueError
print(v @ 1, divmod(v, 2), v ** 2, pow(v, 2, 3))
try: v <= v
except TypeError as e: print(e)
try: v - 1
except TypeError as e: print(e)
try: ~v
except TypeError as e: print(e)
a, *b = v; print(a, b)
class L:
    def __len__(self): return -1
for f in (lambda: len(L()), lambda: len(5), lambda: bool(type("Q", (), {"__bool__": lambda s: 1})())):
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
class Old:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * i
print(list(Old()), 4 in Old(), 5 in Old())
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
print(list(It()), sum(It()), tuple(map(str, It())), dict(zip("abc", It())))
class E2:
    __eq__ = None
    def __lt__(self, o): return NotImplemented
try: E2() == 1
except TypeError as e: print(e)
try: E2() < 1
except TypeError as e: print(e)
class HH:
    def __eq__(self, o): return True
try: hash(HH())
except TypeError as e: print(e)
try: {[]: 1}
except TypeError as e: print(e)
class Bad:
    def __repr__(self): return 5
    def __str__(self): return None
for f in (repr, str):
    try: f(Bad())
    except TypeError as e: print(e)
print(iter(lambda c=iter([1,2,0,3]): next(c), 0).__class__.__name__, list(iter(lambda c=iter([1,2,0,3]): next(c), 0)))
