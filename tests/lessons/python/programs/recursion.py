def f(n): return f(n + 1)
try: f(0)
except RecursionError as e: print(e)
class A:
    def __getattr__(self, n): return getattr(self, n + "x")
    def __eq__(self, o): return self == o
    def __repr__(self): return repr(self)
    def __hash__(self): return hash(self)
    def __len__(self): return len(self)
    def __add__(self, o): return self + o
    def __iter__(self): return iter(self)
    def __call__(self): return self()
    def __getitem__(self, i): return self[i]
    def __bool__(self): return bool(self)
    def __contains__(self, x): return x in self
    def __str__(self): return str(self)
    def __format__(self, s): return format(self, s)
    def __lt__(self, o): return self < o
a = A()
import functools
for g in (lambda: a.x, lambda: a == 1, lambda: repr(a), lambda: hash(a), lambda: len(a), lambda: a + 1, lambda: iter(a), lambda: a(), lambda: a[0], lambda: bool(a), lambda: 1 in a, lambda: str(a), lambda: f"{a}", lambda: sorted([a, a]), lambda: [a] == [a, 1] or [A()] == [A()], lambda: max([a, A()])):
    try: g(); print("fine")
    except RecursionError as e: print("RecursionError")
l = []
for i in range(100000): l = [l]
try: repr(l)
except RecursionError as e: print("rec repr")
try: l == [l]
except RecursionError as e: print("rec eq")
del l; print("freed list")
d = {}
for i in range(100000): d = {"d": d}
del d; t = ()
for i in range(100000): t = (t,)
try: hash(t)
except RecursionError: pass  # CPython has the stack for it
del t
class N:
    __slots__ = ("next",)
n = None
for i in range(200000):
    m = N(); m.next = n; n = m
del n, m
class O: pass
n = None
for i in range(200000):
    m = O(); m.next = n; n = m
del n, m
def gen(n):
    if n: yield from gen(n - 1)
    yield n
try: sum(gen(3000))
except RecursionError as e: print("rec gen")
def mk(f): return lambda: f
f = None
for i in range(100000): f = mk(f)
del f
e = None
for i in range(20000):
    x = ValueError(i); x.__context__ = e; e = x
del e, x
it = iter([1])
for i in range(50000): it = map(str, it)
try: next(it)
except RecursionError: pass
del it
p = print
for i in range(50000): p = functools.partial(p, 1)
try: p() if 0 else repr(p)
except RecursionError: print("rec partial")
import sys
try: isinstance(1, eval("(" * 50 + "int," + ")" * 50)) if 0 else None
except Exception: pass
x = int
for i in range(100000): x = (x,)
try: isinstance("", x)
except RecursionError: print("rec isinstance")
print("end")
