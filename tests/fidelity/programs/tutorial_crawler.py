# A crawler over pages in memory: workers, Queue.join, regular expressions.
import asyncio
import re
from urllib.parse import urljoin, urlparse

PAGES = {
    "http://site/": "<a href='/a'>A</a> <a href='b'>B</a> <a href='http://other/'>O</a>",
    "http://site/a": "<a href='/'>home</a><a href='/c#top'>C</a>",
    "http://site/b": "<a href='/missing'>?</a><a href='/a'>A</a>",
    "http://site/c": "the end",
}

async def fetch(url):
    await asyncio.sleep(0.1 + len(url) / 1000)
    if url not in PAGES:
        raise LookupError(404, url)
    return PAGES[url]

class Crawler:
    LINK = re.compile(r"""href=(['"])(?P<to>.+?)\1""")
    def __init__(self, start, workers=2):
        self.start, self.workers = start, workers
        self.seen, self.errors = {start}, {}
        self.queue = asyncio.Queue()
        self.active = 0
    async def worker(self, n):
        while True:
            url = await self.queue.get()
            self.active += 1
            try:
                page = await fetch(url)
                links = [urljoin(url, m["to"]).partition("#")[0] for m in self.LINK.finditer(page)]
                print(f"w{n} {url} -> {len(links)} links, active={self.active}")
                for link in links:
                    if urlparse(link).netloc == urlparse(self.start).netloc and link not in self.seen:
                        self.seen.add(link)
                        self.queue.put_nowait(link)
            except LookupError as e:
                self.errors[url] = e.args
            finally:
                self.active -= 1
                self.queue.task_done()
    async def crawl(self):
        self.queue.put_nowait(self.start)
        tasks = [asyncio.create_task(self.worker(i)) for i in range(self.workers)]
        await self.queue.join()
        for t in tasks:
            t.cancel()
        print(await asyncio.gather(*tasks, return_exceptions=True))

async def main():
    c = Crawler("http://site/")
    await c.crawl()
    print(sorted(c.seen), c.errors)
asyncio.run(main())
