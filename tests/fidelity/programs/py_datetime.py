# datetime under the virtual clock.
import asyncio
import datetime
import time


async def main():
    start = datetime.datetime.now()
    print(start, time.time())
    await asyncio.sleep(90.25)
    now = datetime.datetime.now()
    print(now, now - start, (now - start).total_seconds(), now.strftime("%H:%M:%S"))
    print(now > start, repr(now), now.isoformat(), datetime.timedelta(seconds=5))
    time.sleep(0.5)
    print(datetime.datetime.now().time(), time.strftime("%Y-%m-%d"))


asyncio.run(main())
