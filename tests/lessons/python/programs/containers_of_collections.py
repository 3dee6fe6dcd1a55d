# Module collections: counters, views of chained maps, wrappers, and their errors.
from collections import *
import collections.abc as cabc
import warnings
def T(s):
    try:
        try: c=compile(s,'<s>','eval')
        except SyntaxError: exec(compile(s,'<s>','exec'),globals()); return
        print(s,'->',repr(eval(c,globals())))
    except Exception as e: print(s,'!!',type(e).__name__,e)
for s in '''c=Counter('abracadabra')
c, c.most_common(2), c.most_common(), c['z'], sum(c.values()), c.total()
c+Counter(a=1), c-Counter(a=3), c&Counter(a=2,q=1), c|Counter(z=9), +Counter(a=-1,b=1), -Counter(a=-1,b=1)
c.update('aaa'), c.subtract(Counter(a=10)), c
c==Counter(c), c<=c, c<c, Counter(a=1)<Counter(a=2), c!=c, Counter(a=1)>=Counter(a=1), Counter(a=0)==Counter()
list(c.elements()), c.copy(), dict(c), sorted(c)
del c['nope']
c+=Counter('xyz'); print(c)
c-=Counter('x'); print(c)
c|=Counter('xxxx'); print(c)
c&=Counter('xx'); print(c)
Counter([1,1,2]), Counter({'a':2}), Counter(a=1,b=0), Counter(), Counter(None)
Counter.fromkeys('ab')
Counter(5)
Counter(1,2)
Counter('a')+5
repr(Counter({1:1,'a':1})), Counter(a=3).pop('a'), Counter('ab').keys(), Counter('aab')|{'a':1}
isinstance(Counter(),dict), Counter.__mro__, Counter('a').items()
d=deque([1,2,3],maxlen=3)
d, d.append(4), d, d.appendleft(0), d, d.maxlen, d.rotate(1), d, d.rotate(-2), d
d.insert(0,1)
d.extend([7,8]), d.extendleft([1,2]), d, d.pop(), d.popleft(), d, len(d), d.count(1), 2 in d
deque().pop()
deque().popleft()
deque([1]).remove(5)
deque([1]).index(5)
deque([1])[3]
deque([1])[0:1]
deque([1])['a']
deque(5)
deque([1],-1)
deque([1],'a')
deque([1,2])==deque([1,2]), deque([1])<deque([2]), deque([1])+deque([2]), deque([1])*3, list(reversed(deque([1,2]))), deque([1])==[1], deque([1])+deque([2],maxlen=1)
deque([1])+[2]
d=deque('abc'); d[0]='z'; del d[1]; d.reverse(); print(d, d.copy(), d.index('z'), d.clear(), d, bool(d))
d.maxlen=5
hash(deque())
q=deque([1,2]); [q.append(1) for _ in q]
dd=defaultdict(list)
dd['a'].append(1), dd, dd.get('b'), 'b' in dd, dd['b'], dd.default_factory, dd.copy(), dict(dd), dd|{'z':1}, {'z':1}|dd
defaultdict(5)
defaultdict()['a']
defaultdict(None,{'a':1}), defaultdict(int,a=1), defaultdict(lambda:0).__missing__(1), repr(defaultdict(int)), defaultdict(list)==  {}
defaultdict(int).pop('x')
o=OrderedDict(a=1,b=2,c=3)
o, o.move_to_end('a'), o, o.move_to_end('c',last=False), o, o.popitem(), o.popitem(False), o, list(reversed(o)), o==OrderedDict(b=2), OrderedDict([('a',1),('b',2)])==OrderedDict([('b',2),('a',1)]), OrderedDict([('a',1),('b',2)])=={'b':2,'a':1}
o.move_to_end('q')
OrderedDict().popitem()
OrderedDict(a=1).pop('z')
P=namedtuple('P','x y'); p=P(1,y=2)
p, p.x, p[1], p._asdict(), p._replace(x=5), P._make([3,4]), P._fields, P._field_defaults, tuple(p), p==(1,2), p+(3,), len(p), P.__doc__, hash(p)==hash((1,2)), P.__match_args__
P(1)
P(1,2,3)
P(1,z=2)
p.x=5
p.q
p._replace(q=1)
P._make([1])
namedtuple('Q','a b c',defaults=[1,2])(0), namedtuple('Q','a def b',rename=True)._fields, namedtuple('Q',['a','b'])(1,2)
namedtuple('Q','a a')
namedtuple('Q','_a')
namedtuple('Q','class')
namedtuple('1Q','a')
namedtuple('Q','a',defaults=[1,2])
a,b=p; print(a,b); print('%s %s'%p, f'{p!r}', p.index(2), p.count(1))
P.__new__.__defaults__, P.__name__, P.__module__, P.__slots__, P.__bases__, p.__getnewargs__()
cm=ChainMap({'a':1},{'a':2,'b':3})
cm, cm['a'], cm['b'], cm.maps, cm.parents, cm.new_child({'c':5}), cm.new_child(z=1), list(cm), len(cm), dict(cm), cm.get('z'), 'b' in cm, cm.pop('a'), cm, cm|{'q':1}, cm.copy(), bool(cm), cm=={'a':2,'b':3}
cm['z']=5; print(cm); del cm['z']; print(cm)
cm['nope']
del cm['b']
cm.pop('b')
cm.popitem()
cm.update(r=1); print(cm, cm.setdefault('t',4), cm.popitem(), cm.clear(), cm, cm.keys(), cm.items(), cm.values(), ChainMap.fromkeys('ab',0))
u=UserDict(a=1); u['b']=2; print(u, u.data, u.get('z'), u|{'c':3}, {'c':3}|u, dict(u), len(u), u=={'a':1,'b':2}, u.keys(), u.items(), u.pop('a'), u.setdefault('q',1), u.copy(), isinstance(u,cabc.MutableMapping), UserDict.fromkeys('ab'))
u['nope']
del u['nope']
u.pop('nope')
UserDict(1,2)
l=UserList([3,1,2]); l.sort(); l.append(9); l+=[1]; print(l, l.data, l[0], l[1:3], l+[1], [1]+l, l*2, 2*l, l==[1,2,3,9,1], l.index(9), l.count(1), l.pop(), l.remove(9), l.reverse(), l, l.copy(), len(l), 3 in l, isinstance(l,cabc.MutableSequence), list(l), l.extend([4]), l, l.clear(), l, type(UserList([1])[0:1]))
s=UserString('abc'); print(s, repr(s), s.upper(), s+'d', 'z'+s, s*2, s[0], s[1:], len(s), s=='abc', s.data, 'b' in s, s.find('c'), s.split('b'), hash(s)==hash('abc'), s%() , s.replace('a','z'), type(s.upper()).__name__, s<'b', int(UserString('5')), s.encode(), s.join(['1','2']), s.startswith('a'), s.isalpha())
class D(UserDict):
  def __setitem__(self,k,v): super().__setitem__(k.upper(),v)
d=D({'a':1},b=2); d.update(c=3); print(d)
class M(dict):
  def __missing__(self,k): return k*2
M()['a'], M().get('a'), M(a=1)
class S(cabc.Sequence):
  def __getitem__(self,i):
    if i>2: raise IndexError
    return i
  def __len__(self): return 3
list(S()), 2 in S(), list(reversed(S())), S().index(1), S().count(2)
S().index(7)
cabc.Sequence()
class MM(cabc.MutableMapping):
  def __init__(self): self.d={}
  def __getitem__(self,k): return self.d[k]
  def __setitem__(self,k,v): self.d[k]=v
  def __delitem__(self,k): del self.d[k]
  def __iter__(self): return iter(self.d)
  def __len__(self): return len(self.d)
m=MM(); m.update(a=1); m.update({'b':2}); m.update([('c',3)]); print(dict(m), m.pop('a'), m.setdefault('z',0), m.popitem(), list(m.keys()), list(m.items()), list(m.values()), m=={'b':2,'c':3}, 'b' in m, m.get('q',5)); m.clear(); print(len(m))
m.pop('x')
MM().popitem()
class SS(cabc.Set):
  def __init__(self,i): self.e=list(dict.fromkeys(i))
  def __iter__(self): return iter(self.e)
  def __contains__(self,x): return x in self.e
  def __len__(self): return len(self.e)
list(SS('abc')&SS('bcd')), list(SS('ab')|SS('bc')), list(SS('ab')-SS('b')), list(SS('ab')^SS('bc')), SS('a')<SS('ab'), SS('ab')=={'a','b'}, SS('a').isdisjoint('b'), SS('ab')>='a'
[isinstance(x,cabc.Hashable) for x in (1,[],())], isinstance([],cabc.Iterable), isinstance(iter([]),cabc.Iterator), isinstance({},cabc.Mapping), isinstance(len,cabc.Callable), issubclass(list,cabc.Sequence), isinstance({}.keys(),cabc.KeysView), isinstance((i for i in ()),cabc.Generator), isinstance(range(1),cabc.Sequence), isinstance('',cabc.Collection), isinstance(b'',cabc.ByteString)
class Z:
  def __len__(self): return 0
isinstance(Z(),cabc.Sized), issubclass(Z,cabc.Hashable)
class It(cabc.Iterator):
  def __next__(self): raise StopIteration
list(It())
class Ge(cabc.Generator):
  def send(self,v): return 1
  def throw(self,*a): raise StopIteration
next(Ge())'''.replace('\n  ','\x00  ').split('\n'):
    T(s.replace('\x00','\n'))
