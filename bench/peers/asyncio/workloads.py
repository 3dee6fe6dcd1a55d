"""The workloads on Python's asyncio. Prints one JSON object: nanoseconds an operation by workload.

Usage: workloads.py [--uvloop] [WORKLOAD...]
"""

import asyncio
import json
import random
import sys
import time


def timed(operations, action):
    begin = time.perf_counter()
    action()
    return (time.perf_counter() - begin) * 1e9 / operations


def on_loop(action):
    loop = asyncio.new_event_loop()
    try:
        return action(loop)
    finally:
        loop.close()


def chain():
    length = 20_000

    def run(loop):
        left = length

        def link():
            nonlocal left
            left -= 1
            if left > 0:
                loop.call_soon(link)
            else:
                loop.stop()

        loop.call_soon(link)
        loop.run_forever()

    return timed(length, lambda: on_loop(run))


def yield_():
    tasks, turns = 2, 10_000

    async def take_turns():
        for _ in range(turns):
            await asyncio.sleep(0)

    async def main():
        await asyncio.gather(*(take_turns() for _ in range(tasks)))

    return timed(tasks * turns, lambda: asyncio.run(main()))


def future_switch():
    turns = 20_000

    async def main():
        loop = asyncio.get_running_loop()
        ball = [loop.create_future(), loop.create_future()]

        async def play(side):
            for _ in range(turns // 2):
                await ball[side]
                ball[side] = loop.create_future()
                ball[1 - side].set_result(None)

        ball[0].set_result(None)
        await asyncio.gather(play(0), play(1))

    return timed(turns, lambda: asyncio.run(main()))


def child_await():
    children = 50_000

    async def child(value):
        return value

    async def main():
        total = 0
        for i in range(children):
            total += await child(i)

    return timed(children, lambda: asyncio.run(main()))


def spawn_await():
    children = 10_000

    async def empty():
        pass

    async def main():
        for _ in range(children):
            await asyncio.create_task(empty())

    return timed(children, lambda: asyncio.run(main()))


async def long_sleep(i):
    await asyncio.sleep(1000 + i % 977)


def sleeping():
    tasks = 100_000

    async def main():
        everyone = [asyncio.create_task(long_sleep(i)) for i in range(tasks)]
        await asyncio.sleep(0)
        for task in everyone:
            task.cancel()
        while not everyone[-1].done():
            await asyncio.sleep(0)

    return timed(tasks, lambda: asyncio.run(main()))


def resident_bytes():
    with open('/proc/self/smaps_rollup') as file:
        return next(int(line.split()[1]) for line in file if line.startswith('Rss:')) * 1024


def memory():
    tasks = 100_000
    result = 0.0

    async def main():
        nonlocal result
        first = {asyncio.create_task(long_sleep(i)) for i in range(100)}
        await asyncio.sleep(0)
        before = resident_bytes()
        everyone = {asyncio.create_task(long_sleep(i)) for i in range(tasks)}
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        result = (resident_bytes() - before) / tasks
        for task in everyone | first:
            task.cancel()

    asyncio.run(main())
    return result


TIMERS = 200_000


def random_times(span):
    source = random.Random(7)
    return [source.uniform(0, span) for _ in range(TIMERS)]


def timers_fire():
    times = random_times(1e-3)

    def run(loop):
        left = TIMERS

        def fire():
            nonlocal left
            left -= 1
            if left == 0:
                loop.stop()

        base = loop.time() - 1
        for moment in times:
            loop.call_at(base + moment, fire)
        loop.run_forever()

    return timed(TIMERS, lambda: on_loop(run))


def timers_cancel():
    times = random_times(1000)

    def run(loop):
        base = loop.time() + 1000
        handles = [loop.call_at(base + moment, print) for moment in times]
        for handle in handles:
            handle.cancel()
        loop.call_soon(loop.stop)
        loop.run_forever()

    return timed(TIMERS, lambda: on_loop(run))


def echo():
    rounds, message = 3_000, b'x' * 64

    class Server(asyncio.Protocol):
        def connection_made(self, transport):
            self.transport = transport

        def data_received(self, data):
            self.transport.write(data)

    class Client(asyncio.Protocol):
        def connection_made(self, transport):
            self.transport = transport
            self.left = rounds

        def data_received(self, data):
            self.left -= 1
            if self.left > 0:
                self.transport.write(message)
            else:
                self.loop.stop()

    async def connect(loop):
        server = await loop.create_server(Server, '127.0.0.1', 0)
        _, client = await loop.create_connection(Client, *server.sockets[0].getsockname())
        client.loop = loop
        await asyncio.sleep(0.01)
        return server, client

    def run(loop):
        server, client = loop.run_until_complete(connect(loop))

        def talk():
            client.transport.write(message)
            loop.run_forever()

        nanoseconds = timed(rounds, talk)
        client.transport.abort()
        server.close()
        loop.run_until_complete(asyncio.sleep(0))
        return nanoseconds

    return on_loop(run)


WORKLOADS = {
    'chain': chain,
    'yield': yield_,
    'future_switch': future_switch,
    'child_await': child_await,
    'spawn_await': spawn_await,
    'sleeping': sleeping,
    'memory': memory,
    'timers_fire': timers_fire,
    'timers_cancel': timers_cancel,
    'echo': echo,
}


def main():
    arguments = sys.argv[1:]
    if arguments and arguments[0] == '--uvloop':
        import uvloop
        asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
        arguments = arguments[1:]
    names = arguments or WORKLOADS
    print(json.dumps({name: WORKLOADS[name]() for name in names}))


if __name__ == '__main__':
    main()
