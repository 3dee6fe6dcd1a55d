import logging, re, sys, asyncio
class Out:
    def write(self, text): sys.stdout.write(re.sub(r'"[^"]*logs.py', '"logs.py', text))
logging.getLogger('asyncio').setLevel('INFO')
logging.basicConfig(level=logging.DEBUG, format='%(levelname)s:%(name)s:%(message)s %(funcName)s %(lineno)d %(threadName)s', stream=Out())
log=logging.getLogger(__name__)
def f():
    log.info('hello %s %d','x',3); log.debug('d'); log.warning({'a':1}); log.error('%(k)s', {'k':'v'})
    try: 1/0
    except ZeroDivisionError: log.exception('oops')
f()
c=logging.getLogger('a.b'); print(c.parent, c, logging.getLogger('a'), c.parent, c.getEffectiveLevel(), c.isEnabledFor(10))
h=logging.StreamHandler(sys.stdout); h.setFormatter(logging.Formatter('{asctime} {message}', style='{', datefmt='-')); c.addHandler(h); c.propagate=False; c.info('q')
class H(logging.Handler):
    def emit(self, r): print('H', r.getMessage(), r.levelno, r.name, self.format(r))
c.addHandler(H(level='ERROR')); c.error('z'); c.info('i')
log.log(25,'lvl'); logging.addLevelName(25,'NOTE'); log.log(25,'lvl')
logging.info('root %s','r')
log.addFilter(lambda r: 'no' not in r.msg); log.info('no way'); log.info('yes')
logging.disable(logging.INFO); log.info('x'); log.warning('w'); logging.disable(logging.NOTSET)
ad=logging.LoggerAdapter(log,{'u':1}); ad.info('ad')
print(logging.getLevelName(30), logging.getLevelName('INFO'), h)
log.info('bad %d','x')
async def main():
    log.info('in task'); await asyncio.sleep(0.1); log.info('later')
asyncio.run(main())
for bad in (lambda: log.setLevel('FOO'), lambda: logging.getLogger(3), lambda: logging.Formatter('x', style='?')):
    try: bad()
    except Exception as e: print(type(e).__name__, e)

