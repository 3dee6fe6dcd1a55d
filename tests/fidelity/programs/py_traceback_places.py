# Where tracebacks point to, statement by statement.
import sys
class R:
    def __init__(s, w): s.w = w
    def __enter__(s):
        if s.w == "enter": raise KeyError
        return s
    def __exit__(s, *a):
        if s.w == "exit": raise KeyError
    def __iter__(s):
        if s.w == "iter": raise KeyError
        return s
    def __next__(s):
        if s.w == "next": raise KeyError
        raise StopIteration
def f1():
    with R("no") as a, R("enter") as b: pass
def f2():
    with R("exit") as a, R("no") as b: pass
def f3():
    x = 1; y = 2
    with (R("no") as a, R("exit") as b):
        x = 1
def f4():
    with R("exit") as a:
        1 / 0
def f5():
    for x in R("iter"): pass
def f6():
    for x in R("next"):
        pass
def f7():
    return [x for x in R("next")]
def f8():
    return [x for x in R("iter") if x]
def f9():
    assert 1 == 2, "x"
def f10():
    with R("exit") as a: return 5
def f11():
    while True:
        with R("exit") as a: break
def f12():
    with 5 as x: pass
def f13():
    for a, b in [1]: pass
def f14():
    a, b = 1, 2, 3
def f15():
    del x
def f16():
    with R("x") as (a, b): pass
def f17():
    x: undefined = 5
    class A(undefined): pass
def f18():
    @undefined
    def g(): pass
def f19(a=5):
    def g(x=undefined): pass
def f20():
    import nonexist
def f21():
    from sys import nonexist
def f22():
    try: 1/0
    except undefined: pass
def f23():
    raise undefined
def f24():
    raise ValueError from undefined
def f25():
    return {**5}
def f26():
    return [*5]
def f27():
    return f"{undefined}"
def f28():
    return f"a {1:zz}"
def f29():
    x = [1]
    x[5] += 1
def f30():
    x = 5
    x.a.b = 5
def f31():
    x = 5
    x.a += 5
def f32():
    match 5:
        case undefined.x: pass
def f33():
    return 1 < 2 < "a"
def f34():
    return not undefined
def f35():
    global zz
    del zz
def f36():
    yield 5
    yield from 5
def f37():
    x = yield undefined
def f38():
    print(*undefined, **undefined)
def f39():
    return (lambda: undefined)()
def f40():
    return {1: 2, [3]: 4}
def f41():
    return {1, []}
def f42():
    x = [1, 2]
    x[0:"a"]
def f43():
    return 5 if undefined else 6
def f44():
    while undefined: pass
def f45():
    if undefined and 1: pass
def f46():
    a = b = undefined
def f47():
    return undefined.a.b[5](6)
def f48():
    return sys.foo.bar
def f49():
    return sys.foo(1,
        2)
def f50():
    return (5)(
        1)
def f51():
    x = 5
    return x.real.foo.bar()
for n in range(1, 52):
    try:
        r = globals()["f%d" % n]()
        if hasattr(r, "send"): list(r)
    except Exception: sys.excepthook(*sys.exc_info())
