# aiohttp: a connector's limit, a semaphore, connections that are used again. [text only]
import asyncio
import time

import aiohttp


async def fetch(session, url):
    async with session.get(url) as response:
        await response.read()
        return response.status


async def main():
    urls = [f"https://httpbin.org/delay/1?n={number}" for number in range(6)]
    for limit in (1, 2, 3, 0):
        start = time.perf_counter()
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=limit)) as session:
            statuses = await asyncio.gather(*(fetch(session, url) for url in urls))
        print(limit, set(statuses), int(time.perf_counter() - start))
    events = []
    trace = aiohttp.TraceConfig()

    async def told(session, context, params):
        events.append(type(params).__name__.removeprefix("Trace").removesuffix("Params"))

    for name in ("on_request_start", "on_request_end", "on_connection_create_start", "on_connection_reuseconn", "on_dns_cache_miss"):
        getattr(trace, name).append(told)
    async with aiohttp.ClientSession(trace_configs=[trace]) as session:
        for _ in range(2):
            await fetch(session, "https://example.com/")
    print(events)


asyncio.run(main())
