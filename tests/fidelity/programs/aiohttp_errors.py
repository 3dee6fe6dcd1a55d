# aiohttp: statuses, hosts that are not there, addresses that are none, timeouts. [text only]
import asyncio

import aiohttp


async def attempt(session, url, **options):
    try:
        async with session.get(url, **options) as response:
            print(response.status, await response.json())
    except Exception as error:
        print(type(error).__name__, error, isinstance(error, aiohttp.ClientError), isinstance(error, asyncio.TimeoutError))


async def main():
    async with aiohttp.ClientSession() as session:
        await attempt(session, "https://httpbin.org/status/404", raise_for_status=True)
        await attempt(session, "https://example.com/")
        await attempt(session, "http://nonexistent.example.com/")
        await attempt(session, "http://localhost:8080/")
        await attempt(session, "not-a-url")
        await attempt(session, "ftp://example.com")
        await attempt(session, "https://httpbin.org/delay/5", timeout=aiohttp.ClientTimeout(total=1))
        await attempt(session, "https://httpbin.org/delay/5", timeout=aiohttp.ClientTimeout(sock_read=1))
        await attempt(session, "https://httpbin.org/redirect/4", max_redirects=2)
        await attempt(session, "https://httpbin.org/get", data=b"x", json={})
        async with session.get("https://httpbin.org/status/500") as response:
            try:
                response.raise_for_status()
            except aiohttp.ClientResponseError as error:
                print(error.status, error.message, error.request_info.method, error.request_info.real_url)
        try:
            async with asyncio.timeout(0.5):
                await session.get("https://httpbin.org/delay/5")
        except TimeoutError:
            print("asyncio's timeout", asyncio.current_task().cancelling())
        task = asyncio.create_task(session.get("https://httpbin.org/delay/5")._coro)
        await asyncio.sleep(0.3)
        task.cancel()
        print(await asyncio.gather(task, return_exceptions=True))
    try:
        with aiohttp.ClientSession():
            pass
    except TypeError as error:
        print(error)


asyncio.run(main())
