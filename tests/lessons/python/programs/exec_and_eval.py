exec("x=1\ny=x+1"); print(x,y)
print(eval("x+y*2"), eval("  3"), eval("a+b",{'a':1},{'b':2}))
g={}; exec("def f(n): return n*2\nz=[f(i) for i in range(3)]", g); print(g['z'], sorted(k for k in g))
def f():
    q=5
    exec("print(q)"); print(eval("q+1"))
    return locals()
print(f())
for src in ("a b", "x=1", "", "(1", "print(", "\n\n1 2"):
    try: print(eval(src))
    except SyntaxError as e: print(repr(src), e, e.lineno, e.offset, repr(e.text), e.filename)
for src in ("1+", "if x:\npass", "  x=1", "for", "a\n  b"):
    try: exec(src)
    except SyntaxError as e: print(repr(src), type(e).__name__, e, e.lineno, e.offset, repr(e.text), e.filename)
c=compile("a=1\nb=2","n.py","exec"); print(c.co_filename, c.co_name); ns={}; exec(c,ns); print(ns['b'])
print(eval(compile("1+1","x","eval")))
for a in (lambda: eval(1), lambda: exec("1",5), lambda: eval("1",5), lambda: compile("1","f","foo"), lambda: eval("1\0")):
    try: print(a())
    except Exception as e: print(type(e).__name__, e)
try: eval("1/0")
except ZeroDivisionError as e:
    import traceback
    print(e.__traceback__.tb_next.tb_frame.f_code.co_filename)
class D(dict):
    def __missing__(s,k): return k*2
print(eval("aa", {}, D()))
