# A generator that returns a value ends like any other, whoever asks it for items.
def g():
    yield 1
    return 99
for e in ("list(g())","tuple(g())","x=[];x.extend(g())","x=[];x+=g()","sorted(g())","set(g())","sum(g())","{*g()}","print(*g())","a,=g()","[*g()]","(*g(),)","a,*b=g()",
 "','.join(map(str,g()))","','.join(str(i) for i in g())", "dict.fromkeys(g())","dict((i,i) for i in g())","list(map(str,g()))","list(zip(g()))","any(x>5 for x in g())","any(map(lambda x:0,g()))","max(g())","5 in g()","list(enumerate(g()))","x=[0];x[:0]=g()","bytes(g())","frozenset(g())","set().union(g())","{1}.update(g())","list(filter(None,g()))","list(reversed([*g()]))","import itertools;list(itertools.chain(g()))","import collections;collections.deque(g())","import collections;collections.Counter(g())", "import itertools; list(itertools.accumulate(g()))","for i in g(): pass","[i for i in g()]","dict(zip(g(),g()))","min(g())","all(g())","(lambda *a:a)(*g())","next(iter(g()))","def h(): yield from g()\nlist(h())","async def m():\n  return [i for i in g()]\nimport asyncio;asyncio.run(m())","import random;random.choices('ab',k=2)","','.join(str(x) for x in [1])","import heapq;heapq.nsmallest(1,g())","import functools;functools.reduce(max,g())","x,*y=map(str,g())","{**dict.fromkeys(g())}","bytearray(g())","int.from_bytes(g(),'big')","import math;math.fsum(g())","import math;math.prod(g())","b=bytearray();b.extend(g())","'%s'%[*g()]","{1}.issubset(g())","{1}.intersection(g())","{1}&set(g())","{'a':1}.keys()&g()"):
    try:
        exec(e)
        print(e, "fine")
    except BaseException as x: print(e,type(x).__name__,x)
print(next(iter(()), "empty"))
made = g()
print(next(made), next(made, "default"))
try:
    next(g().__iter__() if False else made)
except StopIteration as stop:
    print(repr(stop.value))
print([*g()])
def T(f): return f()
print(T(lambda: [*g()]))
print(T(lambda: (*g(),)), {*g()}, T(lambda: print(*g())))
a,b,*c = *g(),2
print(a,b,c)
x=[]; x.extend(g()); x+=g(); x[:0]=g(); print(x, tuple(g()), sorted(g()), dict.fromkeys(g()), set(g()), ''.join(str(i) for i in g()), max(g()), sum(g()), [*map(str,g())], [*zip(g(),g())], any(g()), min(g()), list(enumerate(g())), 1 in g(), 5 in g(), frozenset(g()), bytes(g()), [*filter(None,g())])
a,=g()
for i in g(): print(i)
def h(): yield from g()
print([*h()])
