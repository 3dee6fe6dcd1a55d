# Three tasks meet twice; each gets its number, and nobody enters the next round too early.
import asyncio


async def runner(name, barrier):
    for lap in range(2):
        await asyncio.sleep("abc".index(name))
        print(name, "waits in lap", lap, repr(barrier).partition("[")[2])
        place = await barrier.wait()
        print(name, "leaves lap", lap, "as", place, barrier.n_waiting)


async def main():
    barrier = asyncio.Barrier(3)
    print(barrier.parties, barrier.n_waiting, barrier.broken)
    await asyncio.gather(*(runner(name, barrier) for name in "abc"))
    async with asyncio.Barrier(1) as place:
        print(place)


asyncio.run(main())
