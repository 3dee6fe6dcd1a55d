# A queue of one's own: _init, _put and _get are to be overridden.
import asyncio


class Unique(asyncio.Queue):
    def _init(self, maxsize):
        self._queue = {}

    def _put(self, item):
        self._queue[item] = self._queue.get(item, 0) + 1

    def _get(self):
        item = next(iter(self._queue))
        return item, self._queue.pop(item)


async def main():
    queue = Unique()
    for item in "abacab":
        await queue.put(item)
    print(queue.qsize(), str(queue))
    print([await queue.get() for _ in range(3)])
    waiting = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    print(str(queue))
    await queue.put("late")
    print(await waiting)


asyncio.run(main())
