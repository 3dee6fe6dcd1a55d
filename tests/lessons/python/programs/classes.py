class A:
    def f(self): return "A"
class B(A):
    def f(self): return "B" + super().f()
class C(A):
    def f(self): return "C" + super().f()
class D(B, C):
    def f(self): return "D" + super().f()
print(D().f(), [k.__name__ for k in D.__mro__])
try:
    class X(A, B): pass
except TypeError as e: print(e)
class P:
    def __init__(self): self._x = 1
    @property
    def x(self):
        "doc of x"
        return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): del self._x
p = P(); p.x = 5; print(p.x); del p.x
try: p.x
except AttributeError as e: print(e)
print(P.x.__doc__, P.x.fget.__name__)
class RO:
    @property
    def y(self): return 1
for f in (lambda: setattr(RO(), "y", 2), lambda: delattr(RO(), "y")):
    try: f()
    except AttributeError as e: print(e)
class Desc:
    def __set_name__(self, owner, name): self.name = name; print("set_name", owner.__name__, name)
    def __get__(self, obj, tp=None): return (self.name, obj is None, tp.__name__)
    def __set__(self, obj, v): print("set", self.name, v)
    def __delete__(self, obj): print("delete", self.name)
class H:
    d = Desc()
h = H(); print(h.d, H.d); h.d = 3; del h.d
class S:
    __slots__ = ("a", "b")
    def __init__(self, a): self.a = a
s = S(1); print(s.a)
for code in ("s.b", "s.c", "s.__dict__"):
    try: print(eval(code) if False else getattr(s, code[2:]))
    except AttributeError as e: print(e)
try: s.c = 3
except AttributeError as e: print(e)
class T(S): pass
t = T(1); t.c = 3; print(t.__dict__, t.a)
print(isinstance(t, S), issubclass(T, S), issubclass(bool, int))
class M(type):
    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, kw); return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __call__(cls, *a): print("call", a); return super().__call__(*a)
    @classmethod
    def __prepare__(mcs, name, bases, **kw): print("prepare", name); return {}
class W(metaclass=M, flag=1):
    def __init__(self, v): self.v = v
print(W(3).v, type(W).__name__)
class Base:
    subs = []
    def __init_subclass__(cls, tag=None, **kw): super().__init_subclass__(**kw); Base.subs.append((cls.__name__, tag))
class S1(Base, tag="x"): pass
class S2(Base): pass
print(Base.subs)
class G:
    def __getattr__(self, n):
        if n.startswith("q"): return n * 2
        raise AttributeError(f"no {n}")
g = G(); print(g.qq, hasattr(g, "zz"), getattr(g, "zz", "def"))
try: g.zz
except AttributeError as e: print(e)
class GA:
    def __getattribute__(self, n): return "ga " + n
print(GA().anything)
print(type("Dyn", (A,), {"z": 5})().z, A.__dict__.keys() >= {"f"})
class CM:
    @classmethod
    def c(cls, x): return cls.__name__, x
    @staticmethod
    def s(x): return x
print(CM.c(1), CM().c(2), CM.s(3), CM().s(4))
print(A.f.__qualname__, D().f.__func__ is D.f, A().f.__self__.__class__.__name__, repr(CM.c).startswith("<bound method CM.c of <class"))
class Half:
    @property
    def missing(self): return self._missing
print(hasattr(Half(), "missing"), getattr(Half(), "missing", "default"), hasattr(ValueError(), "__notes__"))
