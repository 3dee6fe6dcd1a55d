# put_nowait() and get_nowait() never wait.
import asyncio


async def main():
    queue = asyncio.Queue(1)
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty as error:
        print(repr(error))
    queue.put_nowait("x")
    try:
        queue.put_nowait("y")
    except asyncio.QueueFull as error:
        print(repr(error))
    print(queue.get_nowait(), asyncio.Queue(-3).full())
    print(asyncio.Queue[int], asyncio.QueueFull.__module__, asyncio.Queue.__module__)
    unlimited = asyncio.LifoQueue()
    for item in range(3):
        unlimited.put_nowait(item)
    print(unlimited, [await unlimited.get() for _ in range(3)])


asyncio.run(main())
