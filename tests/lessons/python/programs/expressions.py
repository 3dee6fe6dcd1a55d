print([x for x in range(5) if x % 2], {x: x * x for x in range(3)}, {x % 3 for x in range(9)})
print([[y for y in range(x)] for x in range(4)], [(x, y) for x in range(3) for y in range(x)])
x = "outer"; l = [x for x in range(3)]; print(x, l)
print([y := 5, y ** 2], y, (n := 10) + n)
print([last := i for i in range(3)], last)
if (m := len("abc")) > 2: print(m)
print([(a, b) for a, b in {"k": 1}.items()], [*range(3), *"ab"], {**{"a": 1}, "b": 2}, (*[1], 2))
a, (b, *c), d = 1, (2, 3, 4), 5; print(a, b, c, d)
*a, = range(3); print(a)
for i, (j, k) in enumerate([(1, 2), (3, 4)]): print(i, j, k)
try: a, b = 1, 2, 3
except ValueError as e: print(e)
try: a, b, c = 1, 2
except ValueError as e: print(e)
try: a, *b, c = [1]
except ValueError as e: print(e)
try: a, b = 5
except TypeError as e: print(e)
def f(a, b=2, *args, c, d=4, **kw): return a, b, args, c, d, kw
print(f(1, c=3), f(1, 2, 3, 4, c=5, e=6), f(*[1, 2], **{"c": 3}), f(1, *(2, 3), c=1, **{"z": 1}))
for call in ("f()", "f(1)", "f(1, c=1, a=2)", "f(1, c=1, **{'c': 2})"):
    try: eval(call) if False else {"f()": lambda: f(), "f(1)": lambda: f(1), "f(1, c=1, a=2)": lambda: f(1, c=1, a=2), "f(1, c=1, **{'c': 2})": lambda: f(1, c=1, **{'c': 2})}[call]()
    except TypeError as e: print(e)
def g(a, /, b, *, c): return a, b, c
print(g(1, b=2, c=3))
for k in (lambda: g(a=1, b=2, c=3), lambda: g(1, 2, 3), lambda: g(1, 2, c=3, d=4), lambda: g(), lambda: f(*5), lambda: f(**5), lambda: g(1,2,3,4)):
    try: k()
    except TypeError as e: print(e)
def deco(fn):
    def inner(*a, **k): print("call", fn.__name__); return fn(*a, **k)
    return inner
@deco
@deco
def h(x): return x
print(h(3))
def counter():
    n = 0
    def inc():
        nonlocal n; n += 1; return n
    return inc
c = counter(); print(c(), c(), c())
fs = [lambda i=i: i for i in range(3)]; print([q() for q in fs]); fs = [lambda: i for i in range(3)]; print([q() for q in fs])
print((lambda *a, **k: (a, k))(1, 2, z=3))
def defaults(a=[]): a.append(1); return a
defaults(); print(defaults(), defaults.__defaults__)
def ann(a: int, b: "str" = "x") -> list: "doc"; return []
print(ann.__annotations__, ann.__doc__, ann.__name__, ann.__qualname__, ann.__kwdefaults__)
i = 0
while i < 5:
    i += 1
    if i == 2: continue
    if i == 4: break
else: print("no break")
print(i)
for i in []: pass
else: print("else ran")
del i
try: i
except NameError as e: print(e)
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, not 1 in [1], 1 if [] else 2, [] or "x", 0 and 1, None is None)
x = y = [1]; x += [2]; print(y); x = x + [3]; print(y)
t = (1, [2])
try: t[1] += [3]
except TypeError as e: print(e, t)
print("a" "b" f"{1}" 'c', 1_000_000, 0xff, 0o17, 0b11, 1e3, 1j * 1j, ...)
assert True, "no"
try: assert 1 == 2, "msg"
except AssertionError as e: print(e)
global_x = 1
def gl():
    global global_x; global_x += 1
gl(); print(global_x)
def ub():
    print(zz); zz = 1
try: ub()
except UnboundLocalError as e: print(e)
def fv():
    def inner(): return later
    try: inner()
    except NameError as e: print(e)
    later = 1
fv()
