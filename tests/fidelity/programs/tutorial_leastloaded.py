# Servers by load: semaphores, done callbacks, random's distributions.
import asyncio, random, statistics
class Server:
    count = 0
    def __init__(self): 
        type(self).count += 1
        self.name = f"s{self.count}"; self.load = 0; self.sem = asyncio.BoundedSemaphore(2); self.served = []
    async def serve(self, n):
        self.load += 1
        async with self.sem:
            await asyncio.sleep(random.expovariate(10))
            self.served.append(n)
        self.load -= 1
    def __lt__(self, other): return self.load < other.load
async def main():
    random.seed(1)
    servers = [Server() for _ in range(3)]
    tasks = set()
    for n in range(12):
        s = min(servers)
        t = asyncio.create_task(s.serve(n)); tasks.add(t); t.add_done_callback(tasks.discard)
        await asyncio.sleep(random.gauss(0.03, 0.01))
    while tasks:
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        print(len(done), len(pending))
    for s in servers: print(s.name, s.served, s.load)
    print(round(statistics.stdev(len(s.served) for s in servers), 4), random.choices("abc", weights=[1, 2, 3], k=5), random.shuffle(l := list(range(5))), l, random.betavariate(1, 2))
    try: servers[0].sem.release()
    except ValueError as e: print(e)
asyncio.run(main())
