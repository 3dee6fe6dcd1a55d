# wait_for() with a shield: the timeout leaves the work alone.
import asyncio


async def work():
    for step in range(4):
        await asyncio.sleep(1)
        print("step", step)
    return "finished"


async def main():
    task = asyncio.create_task(work())
    while True:
        try:
            print(await asyncio.wait_for(asyncio.shield(task), 1.5))
            break
        except TimeoutError:
            print("not yet", asyncio.get_running_loop().time())


asyncio.run(main())
