import typing
from typing import *
print(Optional[int], Union[int,str,None], List[int], Dict[str,int], Callable[[int],str], Callable[...,int], Any, Tuple[int,...], Type[int], Literal['a',1], Annotated[int,'x'], Iterable[int], Awaitable[None])
print(Optional[int]==Union[int,None], Union[int,int], get_origin(List[int]), get_args(Dict[str,int]), get_args(Callable[[int],str]), get_origin(Union[int,str]) is Union)
class P(NamedTuple):
    x: int
    y: str = 'a'
    def d(self): return self.x*2
p=P(3); print(p, p.d(), P._fields, P._field_defaults, P.__annotations__, p==(3,'a'))
Q=NamedTuple('Q',[('a',int)]); print(Q(1))
class TD(TypedDict, total=False):
    a: int
print(TD(a=1), TD.__annotations__, TD.__total__)
T2=TypeVar('T2')
class G(Generic[T2]):
    def __init__(s,x): s.x=x
print(G(1).x, G[int](2).x, G[int], T2)
class S(G[str]): pass
print(S.__mro__)
@runtime_checkable
class Pr(Protocol):
    def close(self): ...
class C:
    def close(self): pass
print(isinstance(C(),Pr), isinstance(3,Pr))
try: Pr()
except TypeError as e: print(e)
UserId=NewType('UserId',int); print(UserId(5), UserId)
def f(a:'int', b:Optional[str]=None)->None: ...
print(get_type_hints(f), cast(int,'x'), TYPE_CHECKING)
@overload
def o(a:int): ...
def o(a): return a
print(o(1), isinstance([],List), isinstance(3,Union[int,str]))


class Stack(Generic[T := TypeVar("T")]):
    pass


class Names(Stack[str]):
    pass


class Table(Dict[T, List[T]], Stack[T]):
    pass


print(Stack.__parameters__, Names.__parameters__, Stack[int].__parameters__, tuple[()], Table.__parameters__)
try:
    Generic[int]
except TypeError as error:
    print(error)
