# A rate limiter as an asynchronous context manager, and a token bucket.
import asyncio
import time
from collections import deque

class RateLimiter:
    """At most `rate` entries per `per` seconds."""
    def __init__(self, rate, per):
        self.rate, self.per = rate, per
        self._times = deque()
        self._lock = asyncio.Lock()

    async def __aenter__(self):
        async with self._lock:
            now = time.monotonic()
            while self._times and now - self._times[0] >= self.per:
                self._times.popleft()
            if len(self._times) >= self.rate:
                delay = self.per - (now - self._times[0])
                await asyncio.sleep(delay)
                self._times.popleft()
            self._times.append(time.monotonic())
        return self

    async def __aexit__(self, exc_type, exc, tb):
        if exc_type is ValueError:
            print("swallowing", exc)
            return True
        return False

class TokenBucket:
    def __init__(self, capacity: float, fill: float):
        self.capacity = self.tokens = capacity
        self.fill = fill
        self.stamp = time.perf_counter()
    def _refill(self):
        now = time.perf_counter()
        self.tokens = min(self.capacity, self.tokens + (now - self.stamp) * self.fill)
        self.stamp = now
    async def take(self, n=1):
        while True:
            self._refill()
            if self.tokens >= n:
                self.tokens -= n
                return
            await asyncio.sleep((n - self.tokens) / self.fill)

async def call(limiter, i, start):
    async with limiter:
        print(f"{time.monotonic() - start:5.2f} call {i}")
        if i == 3:
            raise ValueError(f"bad {i}")
        return i

async def main():
    start = time.monotonic()
    limiter = RateLimiter(2, 0.5)
    print(await asyncio.gather(*[call(limiter, i, start) for i in range(6)]))
    bucket = TokenBucket(3, 4)
    for i in range(6):
        await bucket.take()
        print(f"token {i} at {time.monotonic() - start:.3f}")
asyncio.run(main())
