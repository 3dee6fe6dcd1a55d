import sys
def f(): raise ValueError("inner")
try:
    try: f()
    except ValueError as e: raise KeyError("outer") from e
except KeyError as e: print(repr(e), repr(e.__cause__), e.__suppress_context__)
try:
    try: f()
    except ValueError: raise KeyError("ctx")
except KeyError as e: print(repr(e.__context__), e.__cause__)
try:
    try: f()
    except ValueError: raise KeyError("none") from None
except KeyError as e: print(e.__context__, e.__suppress_context__)
def fin():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print("body", i)
        finally: print("fin", i)
    try: return "ret"
    finally: print("last")
print(fin())
def r():
    try: return 1
    finally: return 2
print(r())
def e2():
    try: 1 / 0
    except ZeroDivisionError: return "zde"
    else: return "else"
    finally: print("f")
print(e2())
try: pass
except: print("x")
else: print("else")
finally: print("finally")
class MyErr(Exception):
    def __init__(self, code, *a): super().__init__(code, *a); self.code = code
    def __str__(self): return f"MyErr<{self.code}>"
try: raise MyErr(5, "x")
except MyErr as e: print(e, repr(e), e.args, e.code)
try: e
except NameError as x: print(x)
for bad in (lambda: [][1], lambda: {}["k"], lambda: int("x"), lambda: 1 / 0, lambda: 1 % 0, lambda: 1.0 // 0, lambda: None.x, lambda: undefined, lambda: "a" + 1, lambda: 1 + "a", lambda: [1] + (2,), lambda: "abc".foo, lambda: len(), lambda: int("1", 99), lambda: [1, 2].index(3), lambda: [].pop(), lambda: {}.popitem(), lambda: "x".index("y"), lambda: chr(-1), lambda: ord("ab"), lambda: float("q"), lambda: next(iter([])), lambda: max([]), lambda: sum(["a"]), lambda: range(1, 2, 0), lambda: [3, "a"].sort(), lambda: "%d" % "x", lambda: "%s %s" % 1, lambda: "{}".format(), lambda: "{a}".format(), lambda: "x" * "y", lambda: (1, 2)["a"], lambda: set([[]]), lambda: {}.x, lambda: 5(), lambda: None(), lambda: iter(5), lambda: 2 ** "a", lambda: 1 << -1, lambda: "a".join([1]), lambda: bytes([300]), lambda: isinstance(1, 2), lambda: getattr(1, "x"), lambda: open, lambda: abs("x"), lambda: round("x"), lambda: sorted(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: [1, 2, 3][::0], lambda: "abc".encode("ascii").decode("ascii"), lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: divmod(1, 0), lambda: 10 ** 400 * 1.0, lambda: float(10 ** 400), lambda: complex("x"), lambda: 1 < "a", lambda: [] < 1, lambda: object() < object(), lambda: print(sep=1), lambda: input, lambda: exec, lambda: super().x, lambda: type("A", (1,), {}), lambda: hash({}), lambda: 0.0 ** -1, lambda: (-8) ** 0.5, lambda: int(float("nan")), lambda: int(float("inf")), lambda: slice(1).x):
    try: print(repr(bad())[:60])
    except Exception as e: print(type(e).__name__, "|", e)
try: raise "str"
except TypeError as e: print(e)
try: raise ValueError from 5
except TypeError as e: print(e)
try:
    try: raise ValueError
    except (KeyError, 5): pass
except TypeError as e: print(e)
try: raise
except RuntimeError as e: print(e)
e = ValueError("a"); e.add_note("n1"); print(e.__notes__)
def rec(): return rec()
try: rec()
except RecursionError as e: print(e)
print(sys.exc_info())
try: f()
except ValueError: print(sys.exc_info()[0].__name__, sys.exc_info()[2].tb_lineno)
