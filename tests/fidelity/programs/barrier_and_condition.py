# Phases by Barrier, hand-over by Condition.
import asyncio


async def runner(name, barrier, seconds):
    for phase in range(2):
        await asyncio.sleep(seconds)
        async with barrier as position:
            print(phase, name, position, barrier.n_waiting)


async def consumer(name, condition, items):
    async with condition:
        await condition.wait_for(lambda: items)
        print(name, items.pop(0))


async def main():
    barrier = asyncio.Barrier(3)
    await asyncio.gather(*(runner(name, barrier, seconds) for name, seconds in (("a", 0.3), ("b", 0.1), ("c", 0.2))))
    condition, items = asyncio.Condition(), []
    tasks = [asyncio.create_task(consumer(name, condition, items)) for name in "xyz"]
    for number in range(3):
        await asyncio.sleep(0.1)
        async with condition:
            items.append(number)
            condition.notify()
    await asyncio.gather(*tasks)
    print(condition.locked(), repr(condition).partition("[")[2])


asyncio.run(main())
