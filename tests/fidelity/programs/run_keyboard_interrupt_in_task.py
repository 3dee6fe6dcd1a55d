# KeyboardInterrupt in a task: it leaves the loop, the clean-up still runs.
import asyncio


async def interrupter():
    await asyncio.sleep(1)
    raise KeyboardInterrupt("now")


async def main():
    task = asyncio.create_task(interrupter())
    try:
        await asyncio.sleep(5)
    finally:
        print("main ends", task.done())


try:
    asyncio.run(main())
except KeyboardInterrupt as error:
    print("KeyboardInterrupt", error)
