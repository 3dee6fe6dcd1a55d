# Two tasks hand values over with futures.
import asyncio


class Channel:
    def __init__(self):
        self.items = []
        self.waiter = None

    def put(self, item):
        self.items.append(item)
        if self.waiter is not None and not self.waiter.done():
            self.waiter.set_result(None)

    async def get(self):
        while not self.items:
            self.waiter = asyncio.get_running_loop().create_future()
            await self.waiter
        return self.items.pop(0)


async def produce(channel):
    for number in range(3):
        await asyncio.sleep(1)
        channel.put(number)
        channel.put(number * 10)
    channel.put(None)


async def consume(channel):
    while (item := await channel.get()) is not None:
        print("got", item)


async def main():
    channel = Channel()
    await asyncio.gather(produce(channel), consume(channel))


asyncio.run(main())
