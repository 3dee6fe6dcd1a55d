# Results, exceptions and cancellations of what is inside come through a shield.
import asyncio


async def work(what):
    await asyncio.sleep(1)
    if what == "raise":
        raise ValueError(what)
    return what


async def main():
    print(await asyncio.shield(work("return")))
    try:
        await asyncio.shield(work("raise"))
    except ValueError as error:
        print(repr(error))
    task = asyncio.create_task(work("never"))
    outer = asyncio.shield(task)
    print(outer, task)
    asyncio.get_running_loop().call_later(0.5, task.cancel)
    try:
        await outer
    except asyncio.CancelledError as error:
        print("cancelled", error.args, outer.cancelled())
    done = asyncio.create_task(work("done"))
    await done
    print(asyncio.shield(done) is done)
    print(await asyncio.wait_for(asyncio.shield(asyncio.sleep(0.5, "quick")), 1))


asyncio.run(main())
