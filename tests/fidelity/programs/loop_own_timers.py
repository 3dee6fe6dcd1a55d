import asyncio
class Loop(asyncio.SelectorEventLoop):
    def call_later(self, delay, cb, *args, context=None):
        print("later", delay, cb.__name__)
        return super().call_later(delay * 2, cb, *args, context=context)
    def create_future(self):
        print("future")
        return super().create_future()
async def nap():
    try:
        await asyncio.sleep(0.5, "no")
    finally:
        print("nap ends", [h.cancelled() for h in asyncio.get_running_loop()._scheduled])
async def main():
    loop = asyncio.get_running_loop()
    a = loop.time()
    print(await asyncio.sleep(0.1, "done"))
    print(round(loop.time() - a, 1))
    t = asyncio.create_task(nap())
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled")
    return 5
with asyncio.Runner(loop_factory=Loop) as r:
    print(r.run(main()))
