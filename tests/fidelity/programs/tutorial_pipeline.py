# A pipeline of stages between bounded queues; asynchronous comprehensions.
import asyncio
from functools import partial, reduce

STOP = object()

async def source(out, items):
    for item in items:
        await out.put(item)
    await out.put(STOP)

async def stage(fn, inp, out, *, workers=1):
    async def work():
        while (item := await inp.get()) is not STOP:
            result = fn(item)
            if asyncio.iscoroutine(result):
                result = await result
            if isinstance(result, list):
                for r in result:
                    await out.put(r)
            elif result is not None:
                await out.put(result)
        await inp.put(STOP)
    await asyncio.gather(*(work() for _ in range(workers)))
    await out.put(STOP)

async def sink(inp):
    got = []
    while (x := await inp.get()) is not STOP:
        got.append(x)
    return got

async def slow_square(x):
    await asyncio.sleep(0.01 * (5 - x % 5))
    return x * x

async def agen(n):
    for i in range(n):
        yield i
        await asyncio.sleep(0)

async def main():
    q = [asyncio.Queue(2) for _ in range(4)]
    async with asyncio.TaskGroup() as tg:
        tg.create_task(source(q[0], range(10)))
        tg.create_task(stage(lambda x: [x, x + 100] if x % 3 == 0 else x, q[0], q[1]))
        tg.create_task(stage(slow_square, q[1], q[2], workers=3))
        tg.create_task(stage(lambda x: None if x % 2 else f"{x:x}", q[2], q[3]))
        final = tg.create_task(sink(q[3]))
    print(final.result())
    print([x async for x in agen(5) if x != 2], {x: y async for x, y in aenum(agen(3))}, sum([x async for x in agen(10)]))
    compose = lambda *fs: reduce(lambda f, g: lambda x: g(f(x)), fs)
    print(compose(partial(pow, 2), str, len)(100))
async def aenum(it, start=0):
    async for x in it:
        yield start, x
        start += 1
asyncio.run(main())
