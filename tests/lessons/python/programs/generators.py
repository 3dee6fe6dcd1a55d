def g():
    try:
        x = yield 1
        print("got", x)
        try:
            y = yield 2
        except ValueError as e:
            print("caught", e); y = yield "after"
        print("y", y)
    finally:
        print("finally")
    return "ret"
a = g(); print(next(a), a.send("X"), a.throw(ValueError("bad")))
try: a.send("Y")
except StopIteration as e: print("stop", e.value)
b = g(); next(b); b.close(); b.close()
try: next(b)
except StopIteration as e: print(repr(e))
c = g()
try: c.send(1)
except TypeError as e: print(e)
try: c.throw(KeyError, "k")
except KeyError as e: print(repr(e))
print(list(c))
def outer():
    r = yield from g()
    print("r", r)
    yield from [7, 8]
    return (yield from (i for i in range(2)))
d = outer(); print(next(d)); print(d.send("q"))
print(d.throw(ValueError("in")))
try:
    print(d.send(None))
    while True: print(next(d))
except StopIteration as e: print(e.value)
def ign():
    try: yield 1
    except GeneratorExit: yield 2
i = ign(); next(i)
try: i.close()
except RuntimeError as e: print(e)
def stop(): 
    yield 1
    raise StopIteration("x")
try: list(stop())
except RuntimeError as e: print(e, repr(e.__cause__))
def selfiter():
    yield next(me)
me = selfiter()
try: next(me)
except ValueError as e: print(e)
print(sum(x * y for x in range(4) for y in range(x) if y))
fib = (lambda f: f)(lambda n: n)
def count(n=0):
    while True:
        n += 1
        r = yield n
        if r: n = r
cc = count(); print([next(cc) for _ in range(3)], cc.send(10), next(cc))
print(cc, cc.gi_running, cc.gi_frame is not None, cc.__name__) if False else print(cc.__name__, cc.gi_running)
def tree(t):
    if t:
        l, v, r = t
        yield from tree(l); yield v; yield from tree(r)
print(list(tree((((None, 1, None), 2, None), 3, (None, 4, None)))))
def f():
    try:
        yield
    finally:
        return 5
z = f(); next(z)
try: z.throw(KeyError)
except StopIteration as e: print(e.value)
ge = (print("lazy") for _ in [1])
print("before"); list(ge)
try: (x for x in 5)
except TypeError as e: print(e)
def w():
    with open_() as f: yield f
class open_:
    def __enter__(s): print("open"); return 1
    def __exit__(s, t, v, tb): print("close", t)
q = w(); next(q); del q
def exc():
    try: yield 1
    except Exception as e:
        raise RuntimeError("x") from e
e = exc(); next(e)
try: e.throw(ValueError("v"))
except RuntimeError as r: print(repr(r.__cause__), repr(r.__context__))
