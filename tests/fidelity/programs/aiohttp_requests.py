# aiohttp: methods, parameters, bodies, headers, JSON, redirects, streams. [text only]
import asyncio

import aiohttp


async def main():
    async with aiohttp.ClientSession(headers={"X-Session": "1"}) as session:
        async with session.get("https://httpbin.org/get", params={"a": 1, "b": "x y"}) as response:
            print(response.status, response.reason, response.method, response.url, response.content_type, response.ok)
            data = await response.json()
            print(data["args"], data["url"], data["headers"]["X-Session"], data["headers"]["Host"])
        async with session.post("https://httpbin.org/post", json={"k": [1, None]}) as response:
            data = await response.json()
            print(data["json"], data["data"], data["headers"]["Content-Type"])
        async with session.put("https://httpbin.org/put", data={"k": "v w"}) as response:
            data = await response.json()
            print(data["form"], data["headers"]["Content-Type"])
        async with session.patch("https://httpbin.org/patch", data=b"bytes") as response:
            data = await response.json()
            print(data["data"], data["headers"]["Content-Type"])
        async with session.delete("https://httpbin.org/delete") as response:
            print(response.status)
        async with session.head("https://example.com") as response:
            print(response.status, await response.read())
        async with session.get("https://httpbin.org/redirect/3") as response:
            print(response.status, response.url, [each.status for each in response.history])
        async with session.get("https://httpbin.org/redirect/1", allow_redirects=False) as response:
            print(response.status, response.headers["location"])
        async with session.get("https://httpbin.org/bytes/10") as response:
            print([len(chunk) async for chunk in response.content.iter_chunked(4)])
        async with session.get("https://httpbin.org/basic-auth/u/p", auth=aiohttp.BasicAuth("u", "p")) as response:
            print(response.status, await response.json())
        async with session.get("https://jsonplaceholder.typicode.com/posts/7") as response:
            post = await response.json()
            print(sorted(post), post["id"], post["userId"])
        response = await session.get("https://example.com/")
        text = await response.text()
        print(text.splitlines()[4].strip(), response.charset, response.headers.get("content-type"), "Content-Length" in response.headers)
    print(session.closed)
    try:
        await session.get("https://example.com")
    except RuntimeError as error:
        print(error)
    async with aiohttp.request("GET", "http://example.com/a") as response:
        print(response.status, response.url.path)
    async with aiohttp.ClientSession("https://httpbin.org") as session:
        async with session.get("/status/204") as response:
            print(response.status, repr(await response.text()))


asyncio.run(main())
