# Context variables: tokens, tasks, callbacks, logging filters.
import asyncio
import contextvars
import logging
import uuid
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="-")
user = ContextVar("user")

class Filter(logging.Filter):
    def filter(self, record):
        record.request_id = request_id.get()
        return True

handler = logging.StreamHandler()
handler.addFilter(Filter())
handler.setFormatter(logging.Formatter("[%(request_id)s] %(message)s"))
log = logging.getLogger("app")
log.addHandler(handler)
log.setLevel("INFO")
log.propagate = False

async def inner(n):
    log.info("inner %d", n)
    await asyncio.sleep(0.01 * n)
    log.info("inner %d done, user=%s", n, user.get("nobody"))

async def handle(n):
    token = request_id.set(f"req-{n}")
    user.set(f"user{n}")
    log.info("begin")
    await asyncio.gather(inner(n), inner(n + 1))
    request_id.reset(token)
    log.info("reset")
    try:
        request_id.reset(token)
    except RuntimeError as e:
        print(str(e).split(" at 0x")[0])

async def main():
    await asyncio.gather(*map(handle, range(1, 3)))
    log.info("main %s", user.get("nobody"))
    ctx = contextvars.copy_context()
    ctx.run(request_id.set, "ctx")
    print(ctx[request_id], request_id.get(), len(ctx), request_id in ctx)
    t = asyncio.create_task(inner(5), context=ctx)
    await t
    asyncio.get_running_loop().call_soon(lambda: log.info("callback"), context=ctx)
    await asyncio.sleep(0)
    try:
        user.get()
    except LookupError as e:
        print("LookupError", str(e)[:26])
    print(uuid.UUID(int=5))
asyncio.run(main())
