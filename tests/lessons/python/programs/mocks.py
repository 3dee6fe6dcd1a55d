from unittest.mock import *
import asyncio
m=Mock(); m.a.b(1,x=2); m(3)
print(m.mock_calls, m.a.b.call_args, m.a.b.call_count, m.called, m.method_calls, m.call_args_list)
m.a.b.assert_called_once_with(1,x=2)
for f in (lambda: m.a.b.assert_called_once_with(2), lambda: m.zz.assert_called(), lambda: m.assert_called_with(4), lambda: m.assert_not_called(), lambda: m.a.b.assert_has_calls([call(9)]), lambda: m.asert_x, lambda: m.assert_any_call(8)):
    try: f()
    except (AssertionError, AttributeError) as e: print(type(e).__name__, e)
m=Mock(return_value=5, side_effect=[1,2]); print(m(), m())
try: m()
except StopIteration: print('stop')
m=Mock(side_effect=KeyError('k'))
try: m()
except KeyError as e: print('ke', e)
m=Mock(side_effect=lambda x:x*2); print(m(4))
mm=MagicMock(); mm.__len__.return_value=3; print(len(mm), list(mm), bool(mm), int(mm), 3 in mm, mm['k'] is mm['j'])
mm.__getitem__.side_effect=lambda k:k; print(mm['q'])
with mm as x: print(x is mm.__enter__.return_value)
mm.__iter__.return_value=[1,2]; print(list(mm))
class C:
    def f(self,a): return a
    x=3
s=Mock(spec=C); print(isinstance(s,C)); s.f(1)
try: s.zzz
except AttributeError as e: print(e)
with patch.object(C,'f',return_value=9) as p: print(C().f(1), p.call_args)
print(C().f(1))
@patch('__main__.C.x', 10)
def g(): return C.x
print(g(), C.x)
@patch.object(C,'f')
def h(mf): mf.return_value=1; return C().f()
print(h())
d={'a':1}
with patch.dict(d,{'b':2}): print(d)
print(d, sentinel.foo, call(1,a=2), call.x.y(1), call(1)==call(1), ANY==3, call.a(1).b)
async def main():
    am=AsyncMock(return_value=4); print(await am(1), am.await_count, am.await_args); am.assert_awaited_once_with(1)
    am=AsyncMock(side_effect=ValueError('v'))
    try: await am()
    except ValueError as e: print(e)
    mm=MagicMock()
    async with mm as z: print('in')
    mm.__aiter__.return_value=[1,2]
    print([i async for i in mm])
    c=MagicMock(spec=asyncio.Queue); 
    print(type(c.get).__name__)
asyncio.run(main())
a=create_autospec(C); a().f(3)
try: a().f()
except TypeError as e: print(e)
def fn(a,b=1): pass
af=create_autospec(fn, return_value=3); print(af(1)); 
try: af()
except TypeError as e: print(e)
m=Mock(name='nm'); print(str(m)[:15], str(m.q.r())[:20]); m.configure_mock(**{'u.v.return_value':4}); print(m.u.v())
p=PropertyMock(return_value=8)
with patch.object(C,'x',new_callable=PropertyMock, return_value=8): print(C().x)
m.reset_mock(); print(m.mock_calls); m.attach_mock(Mock(),'k'); m.k(1); print(m.mock_calls)
try: m.x=1; del m.x; m.x
except AttributeError as e: print('del', e)
parent=Mock(); parent.one(1); parent.two(2); parent.assert_has_calls([call.one(1),call.two(2)]); print(parent.mock_calls==[call.one(1),call.two(2)])
with patch('builtins.print') as pr: print('hidden')
print(pr.call_args)
mo=mock_open(read_data='data')
with patch('__main__.open', mo, create=True):
    with open('f') as f: print(f.read())
print(mo.call_args)
