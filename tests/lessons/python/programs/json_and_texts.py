import json, pprint, difflib, base64, statistics, uuid, textwrap, string, io, warnings, sys, numbers
d={'a':[1,2.5,None,True,'é"\n'],'b':{'c':()},'x':{}, 3:4, None:1, 1.5:2, True:0}
print(json.dumps(d), json.dumps(d,indent=2), json.dumps([1,'é'],ensure_ascii=False,separators=(',',':')), json.dumps({'b':1,'a':2},sort_keys=True))
print(json.loads('{"a":[1,2.5e3,null,true,"\\u00e9\\n"],"b":{}}'), json.loads(' [1 , 2] '), json.loads('"\\ud83d\\ude00"'), json.dumps('😀'))
for bad in ('{','[1,]','{"a" 1}','nul','"abc','1 2','{"a":1,}','',"{'a':1}",'[1','"\\x"','"a\nb"'):
    try: json.loads(bad)
    except json.JSONDecodeError as e: print(repr(bad), e, e.pos)
for bad in (set(), object, {(1,2):3}, float('nan')):
    try: print(json.dumps(bad))
    except TypeError as e: print(e)
class E(json.JSONEncoder):
    def default(self,o): return sorted(o) if isinstance(o,set) else super().default(o)
print(json.dumps({1,2},cls=E), json.dumps(1j,default=str), json.loads('{"a":1}',object_hook=lambda d:list(d)), json.loads('1.5',parse_float=str))
f=io.StringIO(); json.dump([1],f); print(f.getvalue()); f.seek(0); print(json.load(f))
pprint.pprint({'key%d'%i: list(range(i*3)) for i in range(8)}); pprint.pprint([1,2]); print(pprint.pformat({'b':1,'a':{'x':'y'*50,'z':'w'*50}})); pprint.pprint(['a'*30]*4, compact=True); pprint.pprint(('x'*90,)); pprint.pprint({'long':'word '*30}); pprint.pprint({1:{2:{3:4}}},depth=2); pprint.pp({'b':1,'a':2})
print('\n'.join(difflib.unified_diff('a b c d'.split(),'a x c d e'.split(),lineterm=''))); print('\n'.join(difflib.ndiff(['one two','b'],['one tvo','b','c']))); print(difflib.get_close_matches('appel',['ape','apple','peach']), difflib.SequenceMatcher(None,'abcd','bcde').ratio())
print(base64.b64encode(b'hello w'), base64.b64decode('aGVsbG8gdw=='), base64.urlsafe_b64encode(b'\xff\xfe'), base64.b32encode(b'ab'), base64.b16encode(b'a'))
try: base64.b64decode('abc')
except Exception as e: print(type(e), e)
print(statistics.mean([1,2,3,4]), statistics.median([3,1,2]), statistics.stdev([1,2,3,4.5]), statistics.pvariance([1,2,3]), statistics.mode('aab'), statistics.quantiles([1,2,3,4,5]), statistics.fmean([1,2]), statistics.variance([2.5,3.25,5.5]), statistics.mean([0.1,0.2,0.3]), statistics.harmonic_mean([40,60]), statistics.pstdev([1.5,2.5,2.75]), statistics.geometric_mean([54,24,36]))
print(uuid.UUID('12345678123456781234567812345678'), uuid.uuid4().version, uuid.NAMESPACE_DNS.hex)
print(textwrap.fill('The quick brown fox jumped over the lazy dog well-known '*3, 40)); print(textwrap.dedent('''
   a
     b
   c'''), textwrap.indent('a\n\nb','> '), textwrap.shorten('hello big world',12), textwrap.wrap('aaaaaaaaaaaaaaaaaaaa b',8))
print(string.Template('$a ${b} $$').substitute(a=1,b=2), string.capwords('ab cd'), string.ascii_letters, string.Formatter().format('{0!r:>5}{x}','a',x=3), string.Template('$z').safe_substitute())
for f in (lambda: string.Template('$').substitute(), lambda: string.Template('$q').substitute()):
    try: f()
    except Exception as e: print(type(e).__name__, e)
b=io.BytesIO(b'ab\ncd'); print(b.readline(), b.read(), b.tell(), list(io.StringIO('x\ny\n')))
s=io.StringIO(); print('x',file=s,end=''); s.write('yz'); print(s.getvalue(), s.tell()); s.seek(1); print(s.read()); s.close()
try: s.read()
except ValueError as e: print(e)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always'); warnings.warn('old', DeprecationWarning); warnings.warn('u')
    print(len(w), w[0].category, w[1].message, w[0].lineno)
warnings.simplefilter('error')
try: warnings.warn('bad')
except UserWarning as e: print('E',e)
print(isinstance(3,numbers.Integral), isinstance(2.5,numbers.Real), isinstance(2.5,numbers.Integral), isinstance(1j,numbers.Number))
