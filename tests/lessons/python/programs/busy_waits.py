# A program that waits by looking at a clock or by turning its loop comes to an end.
import asyncio
import datetime
import time

for clock in (time.time, time.monotonic, time.perf_counter):
    end = clock() + 0.02
    while clock() < end:
        pass
    print(clock.__name__, "has gone on")
end = datetime.datetime.now() + datetime.timedelta(milliseconds=20)
while datetime.datetime.now() < end:
    pass


class Bucket:
    """A token bucket whose arithmetic asks for waits that are too short for a clock."""

    def __init__(self):
        self.tokens = 0.0
        self.updated = asyncio.get_running_loop().time()

    async def take(self):
        while True:
            now = asyncio.get_running_loop().time()
            self.tokens += (now - self.updated) * 50
            self.updated = now
            if self.tokens >= 1:
                self.tokens -= 1
                return
            await asyncio.sleep((1 - self.tokens) / 50)


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(asyncio.sleep(0.02, "slept"))
    while not task.done():
        await asyncio.sleep(0)
    print(task.result())
    future = loop.run_in_executor(None, time.sleep, 0.02)
    while not future.done():
        await asyncio.sleep(0)
    print("slept in a thread")
    bucket = Bucket()
    for _ in range(5):
        await bucket.take()
    print("took all")


asyncio.run(main())
