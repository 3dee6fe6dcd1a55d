# Publish and subscribe: asynccontextmanager, match, task groups.
from __future__ import annotations
import asyncio
import contextlib
from collections import defaultdict
from typing import Any, AsyncIterator, Callable, Awaitable

class Broker:
    def __init__(self) -> None:
        self._subs: defaultdict[str, list[asyncio.Queue[Any]]] = defaultdict(list)

    def publish(self, topic: str, message: Any) -> int:
        for q in self._subs[topic] + self._subs["*"]:
            q.put_nowait((topic, message))
        return len(self._subs[topic])

    @contextlib.asynccontextmanager
    async def subscribe(self, *topics: str) -> AsyncIterator[asyncio.Queue]:
        q: asyncio.Queue = asyncio.Queue()
        for t in topics:
            self._subs[t].append(q)
        try:
            yield q
        finally:
            for t in topics:
                self._subs[t].remove(q)
            print("unsubscribed", topics)

async def listen(broker, name, *topics, limit=None):
    async with broker.subscribe(*topics) as q:
        seen = 0
        while limit is None or seen < limit:
            topic, msg = await q.get()
            seen += 1
            match msg:
                case {"type": "text", "body": str(body)}:
                    print(f"[{name}] {topic}: {body}")
                case {"type": "move", "to": (x, y)} if x == y:
                    print(f"[{name}] {topic}: diagonal {x}")
                case {"type": "move", "to": [x, y], **rest}:
                    print(f"[{name}] {topic}: move {x},{y} {rest}")
                case int() | float() as number:
                    print(f"[{name}] number {number:+.1f}")
                case None:
                    print(f"[{name}] bye")
                    return seen
                case _:
                    print(f"[{name}] ? {msg!r}")
    return seen

async def main():
    b = Broker()
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(listen(b, "a", "news"))
        c = tg.create_task(listen(b, "c", "news", "moves", limit=3))
        d = tg.create_task(listen(b, "d", "*"), name="all")
        await asyncio.sleep(0)
        print(b.publish("news", {"type": "text", "body": "hello"}))
        print(b.publish("moves", {"type": "move", "to": (1, 1)}))
        await asyncio.sleep(0.1)
        b.publish("moves", {"type": "move", "to": [1, 2], "speed": 3})
        b.publish("news", 4)
        b.publish("news", ["odd"])
        await asyncio.sleep(0.1)
        b.publish("news", None)
    print(a.result(), c.result(), d.result(), d.get_name())
asyncio.run(main())
