import operator as op, heapq, bisect, copy, abc, types, weakref, errno
print(op.itemgetter(1)([1,2]), op.itemgetter(0,1)('ab'), op.attrgetter('real')(3), op.methodcaller('upper')('a'), op.add(1,2), op.itemgetter(1), op.attrgetter('a.b'), op.methodcaller('x',1,y=2))
h=[5,3,8,1]; heapq.heapify(h); print(h); heapq.heappush(h,0); print(h, heapq.heappop(h), h, heapq.nlargest(2,h), heapq.nsmallest(2,h,key=lambda x:-x), list(heapq.merge([1,4],[2,3])), heapq.heappushpop(h,4), heapq.heapreplace(h,9))
try: heapq.heappop([])
except IndexError as e: print(e)
l=[1,3,5]; bisect.insort(l,4); print(l, bisect.bisect(l,3), bisect.bisect_left(l,3), bisect.bisect(l,6,key=lambda x:x*2))
class A:
    def __init__(s): s.x=[1]
a=A(); b=copy.copy(a); c=copy.deepcopy(a); print(b.x is a.x, c.x is a.x, c.x)
l=[1]; l.append(l); d=copy.deepcopy(l); print(d, d[1] is d)
class S:
    __slots__=('q',)
s=S(); s.q=[2]; print(copy.deepcopy(s).q)
class L(list): pass
x=L([1]); x.z=3; y=copy.copy(x); print(y, type(y), y.z)
e=copy.copy(ValueError(3)); print(repr(e))
class AB(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
    @property
    @abc.abstractmethod
    def g(self): ...
try: AB()
except TypeError as e: print(e)
class AC(AB):
    def f(self): return 1
try: AC()
except TypeError as e: print(e)
class AD(AC):
    g=3
print(AD().f(), isinstance(AD(),AB))
AB.register(int); print(isinstance(3,AB), issubclass(bool,AB), issubclass(str,AB))
class Hook(abc.ABC):
    @classmethod
    def __subclasshook__(cls,C):
        return hasattr(C,'quack') or NotImplemented
class Duck:
    def quack(s): pass
print(isinstance(Duck(),Hook), isinstance(3,Hook))
ns=types.SimpleNamespace(a=1,b='x'); print(ns, ns==types.SimpleNamespace(a=1,b='x'), ns.a)
print(types.FunctionType, types.MethodType(lambda s:s,3)(), types.MappingProxyType({'a':1}), types.GeneratorType, types.CoroutineType, types.NoneType, types.ModuleType('m'))
class W: 
    def m(self): return 'm'
w=W(); r=weakref.ref(w, lambda r: print('gone')); print(r() is w, weakref.getweakrefcount(w)); 
p=weakref.proxy(w); print(p.m())
wd=weakref.WeakValueDictionary(); wd['k']=w; ws=weakref.WeakSet([w]); wk=weakref.WeakKeyDictionary({w:1}); wm=weakref.WeakMethod(w.m)
f=weakref.finalize(w, print, 'fin', 1)
print(len(wd),len(ws),len(wk), wm()(), f.alive)
del w
print(len(wd),len(ws),len(wk), wm(), r(), f.alive)
try: p.m()
except ReferenceError as e: print(e)
g=A(); weakref.finalize(g, print, 'at exit')
print(errno.ECONNREFUSED, errno.errorcode[errno.ENOENT], errno.errorcode[11])
@types.coroutine
def co(): yield 1
async def m(): await co()
print(m().send(None))
C=types.new_class('C',(),{},lambda ns: ns.update(x=1)); print(C.x)
