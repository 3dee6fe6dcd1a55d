# Producers, consumers, sentinels and priorities, with dataclasses.
"""Producers and consumers over a bounded queue, with sentinels."""
import asyncio
import random
from dataclasses import dataclass, field
from typing import Optional

@dataclass(order=True)
class Job:
    priority: int
    name: str = field(compare=False)
    payload: dict = field(default_factory=dict, compare=False, repr=False)

SENTINEL: Optional[Job] = None

async def producer(queue: asyncio.Queue, n: int, rng: random.Random) -> int:
    for i in range(n):
        await asyncio.sleep(rng.uniform(0.01, 0.05))
        job = Job(rng.randint(1, 5), f"job-{i}", {"n": i ** 2})
        await queue.put(job)
        print(f"produced {job!r:<40}| queue={queue.qsize():>2}")
    return n

async def consumer(name, queue, results):
    count = 0
    while (job := await queue.get()) is not SENTINEL:
        try:
            await asyncio.sleep(job.priority / 50)
            results.setdefault(name, []).append((job.name, job.payload["n"]))
            count += 1
        finally:
            queue.task_done()
    queue.task_done()
    return name, count

async def main():
    queue = asyncio.Queue(maxsize=3)
    results = {}
    rng = random.Random(42)
    consumers = [asyncio.create_task(consumer(f"c{i}", queue, results), name=f"consumer-{i}") for i in range(3)]
    produced = await asyncio.gather(*(producer(queue, 4, rng) for _ in range(2)))
    await queue.join()
    for _ in consumers:
        queue.put_nowait(SENTINEL)
    for done in asyncio.as_completed(consumers):
        name, count = await done
        print(f"{name}: {count}")
    print(sum(produced), sorted(results), {k: len(v) for k, v in results.items()})
    pq = asyncio.PriorityQueue()
    for j in (Job(3, "c"), Job(1, "a"), Job(2, "b")):
        await pq.put(j)
    while not pq.empty():
        print((await pq.get()).name, end=" ")
    print()

asyncio.run(main())
