# A barrier that breaks.
import asyncio
async def runner(b, i, ev):
    await asyncio.sleep(i / 10)
    try:
        pos = await b.wait()
        print(i, "at", pos, b.n_waiting, b.broken)
        if pos == 0: print("leader", i)
        async with b as p2: print(i, "again", p2)
        ev.set()
        await asyncio.wait_for(b.wait(), 0.5 if i == 0 else 5)
    except asyncio.BrokenBarrierError as e: print(i, "broken", e)
    except asyncio.TimeoutError: print(i, "timeout")
async def main():
    b, ev = asyncio.Barrier(3), asyncio.Event()
    ts = [asyncio.create_task(runner(b, i, ev)) for i in range(3)]
    extra = asyncio.create_task(ev.wait())
    await extra
    ts[1].cancel()
    await asyncio.sleep(0.1); await b.abort()
    print(await asyncio.gather(*ts, return_exceptions=True), b)
    await b.reset(); print(b.broken, b.parties)
asyncio.run(main())
