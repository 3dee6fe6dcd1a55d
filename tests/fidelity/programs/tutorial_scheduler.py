# A scheduler of one's own on a heap: Event, wait_for, datetime.
import asyncio, heapq, itertools, time
from dataclasses import dataclass, field
from typing import Callable
from datetime import datetime, timedelta

@dataclass(order=True, frozen=True)
class Entry:
    when: float
    seq: int
    func: Callable = field(compare=False)
    args: tuple = field(default=(), compare=False)
    every: float | None = field(default=None, compare=False)

class Scheduler:
    def __init__(self):
        self.heap, self.seq = [], itertools.count()
        self.changed = asyncio.Event()
        self.running = True
    def at(self, when, func, *args, every=None):
        e = Entry(when, next(self.seq), func, args, every)
        heapq.heappush(self.heap, e)
        self.changed.set()
        return e
    async def run(self):
        loop = asyncio.get_running_loop()
        while self.running:
            self.changed.clear()
            if not self.heap:
                await self.changed.wait()
                continue
            delay = self.heap[0].when - loop.time()
            if delay > 0:
                try:
                    await asyncio.wait_for(self.changed.wait(), delay)
                except asyncio.TimeoutError:
                    pass
                continue
            e = heapq.heappop(self.heap)
            r = e.func(*e.args)
            if asyncio.iscoroutine(r):
                asyncio.ensure_future(r)
            if e.every:
                self.at(e.when + e.every, e.func, *e.args, every=e.every)
    def stop(self):
        self.running = False
        self.changed.set()

async def job(name):
    print("start", name)
    await asyncio.sleep(0.15)
    print("end", name)

async def main():
    s = Scheduler()
    now = asyncio.get_running_loop().time()
    t0 = datetime(2024, 2, 28, 23, 59, 58)
    def tick():
        passed = asyncio.get_running_loop().time() - now
        print(f"tick {passed:.2f}", (t0 + timedelta(seconds=passed * 10)).strftime("%Y-%m-%d %H:%M:%S"))
    s.at(now + 0.1, tick, every=0.25)
    s.at(now + 0.2, job, "a")
    s.at(now + 0.05, job, "b")
    s.at(now + 1, s.stop)
    try:
        object.__setattr__
        s.heap[0].when = 3
    except Exception as e:
        print(type(e).__name__, e)
    await s.run()
    print(len(s.heap), sorted(s.heap)[0].args)
asyncio.run(main())
