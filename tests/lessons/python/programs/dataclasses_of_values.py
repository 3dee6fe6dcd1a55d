from dataclasses import *
import dataclasses, typing
@dataclass
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)
    _c: typing.ClassVar[int] = 4
    def norm(self): return self.x+self.y
p=P(1); q=P(1,2,['a'])
print(p,q,p==P(1),p!=q,p.norm(),P.__match_args__, P.__doc__)
try: P()
except TypeError as e: print(e)
try: P(1,2,3,4)
except TypeError as e: print(e)
try: p<q
except TypeError as e: print(e)
try: hash(p)
except TypeError as e: print(e)
@dataclass(order=True, frozen=True)
class F:
    a: int
    b: str = field(default='z', compare=False, repr=False)
f=F(1); print(f, f<F(2), hash(f)==hash(F(1,'q')), sorted([F(3),F(1)]), {f:1})
try: f.a=3
except FrozenInstanceError as e: print(type(e), e)
try: del f.a
except FrozenInstanceError as e: print(e)
@dataclass
class C(P):
    z: float = 1.5
    def __post_init__(self): self.w=self.z*2
c=C(1,2,z=3.0); print(c, c.w, asdict(c), astuple(c), replace(c,x=9), fields(c)[0].name, is_dataclass(C), is_dataclass(3))
try:
    @dataclass
    class Bad:
        x: list = []
except ValueError as e: print(e)
try:
    @dataclass
    class Bad2:
        x: int = 1
        y: int
except TypeError as e: print(e)
@dataclass(kw_only=True)
class K:
    a:int
    b:int=2
print(K(a=1))
try: K(1)
except TypeError as e: print(e)
@dataclass(slots=True)
class S:
    a:int
    b:int=3
s=S(1); print(s, S.__slots__)
try: s.c=1
except AttributeError as e: print(e)
@dataclass
class I:
    a:int
    i: InitVar[int]=5
    def __post_init__(self,i): self.a+=i
print(I(1), I(1,2))
match P(1,2):
    case P(x,y): print('m',x,y)
N=make_dataclass('N',[('x',int),('y',int,5)]); print(N(1))

@dataclass
class R:
    me: object=None
r=R(); r.me=r; print(r)
@dataclass
class Nest:
    p: P
    l: list[P]
print(asdict(Nest(p,[q])))

import copy
print(copy.deepcopy(q)==q)
@dataclass(eq=False)
class E: x:int=0
print(E()==E(), hash(E()) is not None)
@dataclass(unsafe_hash=True)
class U: x:int=0
print(hash(U())==hash((0,)))
@dataclass
class G(typing.Generic[typing.TypeVar('T')]):
    x:int
print(G(1))
print(C.__mro__, P.__eq__.__qualname__, P.__init__.__annotations__)
