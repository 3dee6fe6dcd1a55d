import enum
from enum import Enum, IntEnum, StrEnum, Flag, IntFlag, auto, unique
class Color(Enum):
    RED=1
    GREEN=2
    BLUE=auto()
    CRIMSON=1
    def describe(self): return f"{self.name}={self.value}"
    @property
    def lower(self): return self.name.lower()
    @classmethod
    def default(cls): return cls.RED
print(Color.RED, repr(Color.RED), Color(2), Color['BLUE'], list(Color), len(Color), Color.CRIMSON is Color.RED)
print(Color.RED.describe(), Color.BLUE.lower, Color.default())
print(f"{Color.RED}", f"{Color.RED:>12}", "%s" % Color.RED)
print(Color.__members__, Color, type(Color), type(Color.RED), isinstance(Color.RED, Color))
for bad in ("Color(9)", "Color['X']", "Color.X", "setattr(Color,'RED',3)", "Color.RED.foo", "delattr(Color,'RED')", "type('X',(Color,),{})", "1 in Color"):
    try: print(bad, {"Color(9)":lambda:Color(9),"Color['X']":lambda:Color['X'],"Color.X":lambda:Color.X,"setattr(Color,'RED',3)":lambda:setattr(Color,'RED',3),"Color.RED.foo":lambda:Color.RED.foo,"delattr(Color,'RED')":lambda:delattr(Color,'RED'),"type('X',(Color,),{})":lambda:type(Color)('X',(Color,),enum.EnumType.__prepare__('X',(Color,))), "1 in Color":lambda:1 in Color}[bad]())
    except Exception as e: print(bad, type(e).__name__, e)
class N(IntEnum):
    ONE=1
    TWO=2
print(N.ONE, repr(N.ONE), N.ONE+1, N.ONE<N.TWO, f"{N.TWO}", f"{N.TWO:03}", N(2), sorted([N.TWO,N.ONE]), N.ONE==1, hash(N.ONE)==hash(1))
class S(StrEnum):
    A=auto()
    BEE=auto()
    C='see'
print(S.A, repr(S.BEE), S.C.upper(), S('see'), f"{S.A!r:>10}", S.A=='a', '-'.join(S))
class P(Flag):
    R=auto()
    W=auto()
    X=auto()
    RWX=7
print(P.R|P.W, repr(P.R|P.W), P.R&P.W, repr(P(0)), ~P.R, repr(~P.R), P.R in P.RWX, list(P.RWX), P(3), bool(P.R&P.W), len(P.RWX), P.RWX, list(P), P.R^P.RWX)
try: P(16)
except ValueError as e: print(e)
try: P(-9); print(P(-1))
except ValueError as e: print(e)
class IP(IntFlag):
    A=1
    B=2
    C=4
print(IP.A|IP.B, repr(IP.A|IP.B), IP(8), repr(IP(8)), repr(IP(9)), IP.A+1, repr(~IP.A), IP.A|8, repr(IP.A|8), isinstance(IP.A|1, IP), repr(IP.A & 3))
try:
    @unique
    class U(Enum):
        A=1
        B=1
except ValueError as e: print(e)
Animal=Enum('Animal','CAT DOG'); print(list(Animal), Animal.CAT.__module__)
A2=Enum('A2',{'x':5,'y':6}); print(list(A2))
A3=IntEnum('A3',['p','q'],start=10); print(list(A3))
class Planet(Enum):
    MERCURY=(3.3e23,2.4e6)
    EARTH=(5.9e24,6.3e6)
    def __init__(self,mass,radius): self.mass=mass; self.radius=radius
    @property
    def g(self): return self.mass/self.radius**2
print(Planet.EARTH, Planet.EARTH.mass, round(Planet.EARTH.g,2), Planet.EARTH.value)
class Coord(bytes, Enum):
    def __new__(cls, value, label):
        obj=bytes.__new__(cls,[value]); obj._value_=value; obj.label=label; return obj
    PX=(0,'P.X'); PY=(1,'P.Y')
print(Coord(1).label, Coord.PY)
class M(Enum):
    A='a'; B='b'
    @classmethod
    def _missing_(cls, v):
        for m in cls:
            if m.value==v.lower(): return m
print(M('A'))
try: M('Z')
except ValueError as e: print(e)
class Auto(Enum):
    def _generate_next_value_(name,start,count,last): return name*2
    X=auto(); Y=auto()
print([m.value for m in Auto])
class Base(Enum):
    def hi(self): return 'hi '+self.name
class D(Base):
    Q=1
print(D.Q.hi(), dir(D.Q)[:3], Color.RED==Color.RED, Color.RED!=Color.BLUE, {Color.RED:1}[Color.CRIMSON])
match Color.RED:
    case Color.BLUE: print('b')
    case Color.RED: print('r')
class Mix(str, Enum):
    A='x'
print(Mix.A, f"{Mix.A}", repr(Mix.A), Mix.A=='x', Mix.A.upper())
try:
    class Dup(Enum):
        A=1
        A=2
except TypeError as e: print(e)
try: Color.RED < Color.GREEN
except TypeError as e: print(e)
print(Color.RED.__class__, Color.RED.__doc__, Color.__doc__, bool(Color), reversed(Color) is not None, list(reversed(Color)))
class W(Enum):
    A=[1]; B={}
print(W([1]), W.B)
import copy
print(copy.deepcopy(Color.RED) is Color.RED, copy.copy(P.R) is P.R)
class Num(Enum):
    _ignore_=['t']
    t=3
    A=t
    @enum.member
    def fn(): return 3
    z=enum.nonmember(9)
print(len(Num), Num.z)
print(enum.IntEnum, enum.EnumMeta, repr(enum.auto()))
@enum.verify(enum.UNIQUE)
class V(Enum):
    A=1
try:
    @enum.verify(enum.CONTINUOUS)
    class V2(Enum):
        A=1;B=4
except ValueError as e: print(e)
class H(Enum):
    name2='x'
    value3=2
print(H.name2.value, H.value3.name)
