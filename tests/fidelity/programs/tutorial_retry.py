# Retries with backoff: a decorator of coroutines, logging, exceptions of one's own.
import asyncio
import functools
import logging
import random

logging.basicConfig(level=logging.DEBUG, format="%(levelname)-8s %(name)s: %(message)s")
log = logging.getLogger("retry")
logging.getLogger("asyncio").setLevel(logging.WARNING)

class TransientError(Exception): ...
class PermanentError(Exception):
    def __init__(self, code, *, detail=None):
        super().__init__(code, detail)
        self.code = code
    def __str__(self): return f"permanent {self.code}"

def retry(*exceptions, tries=4, base=0.1, factor=2.0, jitter=0.05):
    def decorate(fn):
        @functools.wraps(fn)
        async def wrapper(*args, **kwargs):
            delay = base
            for attempt in range(1, tries + 1):
                try:
                    return await fn(*args, **kwargs)
                except exceptions as e:
                    if attempt == tries:
                        log.error("giving up after %d tries: %r", attempt, e)
                        raise
                    pause = delay + random.uniform(0, jitter)
                    log.warning("attempt %d failed (%s), sleeping %.3fs", attempt, e, pause)
                    await asyncio.sleep(pause)
                    delay *= factor
        wrapper.tries = tries
        return wrapper
    return decorate

calls = 0

@retry(TransientError, asyncio.TimeoutError)
async def flaky(limit: int) -> str:
    """Fails until called `limit` times."""
    global calls
    calls += 1
    if calls < limit:
        raise TransientError(f"call #{calls}")
    if limit > 5:
        raise PermanentError(500)
    return f"ok after {calls}"

@retry(TimeoutError, tries=2)
async def slow():
    async with asyncio.timeout(0.05):
        await asyncio.sleep(1)

async def main():
    print(flaky.__name__, flaky.__doc__, flaky.tries, flaky.__wrapped__.__qualname__)
    print(await flaky(3))
    for f in (flaky(10), slow(), flaky(0)):
        try:
            print(await f)
        except (TransientError, PermanentError, TimeoutError) as e:
            print(type(e).__name__, str(e), repr(e.__cause__))
            log.exception("here") if isinstance(e, PermanentError) else None
asyncio.run(main())
